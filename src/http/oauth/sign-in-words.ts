/** The texts of the sign-in pages. `{client}` and `{host}` stand for names, `{minutes}` for a number. */
type Words = Readonly<Record<keyof typeof EN, string>>

const EN = {
  title: 'Sign in',
  asks: '{client} asks for your permission to:',
  see: 'see what you may license, and search it',
  download: 'license and download under the agreements of your company',
  history: 'see your name, downloads and purchases',
  username: 'User name',
  password: 'Password',
  allow: 'Sign in and allow',
  deny: 'Cancel',
  back: 'You will be sent to {host} afterwards. {client} does not learn your password.',
  wrong: 'The user name or the password is wrong.',
  tooMany: 'Too many attempts to sign in have failed. Try again in {minutes} min.',
  expired: 'This form has expired. Please sign in again.',
  cannot: 'Sign-in is not possible',
  unknownClient: 'The program that sent you here is not known, or may not be used any more (client_id).',
  unknownRedirect:
    'The program that sent you here wants you to return to an address that is not registered for it (redirect_uri).',
  unreadable: 'The form could not be read.',
  close: 'You can close this page. Please tell whoever provides the program.',
  toGallery: 'Sign in to download the pictures and videos that your company may license.',
  backToGallery: 'Back to the gallery',
  demo: 'This is a demonstration: sign in as {username} with the password {password}.',
}

const DE: Words = {
  title: 'Anmelden',
  asks: '{client} bittet um Ihre Erlaubnis,',
  see: 'zu sehen und zu durchsuchen, was Sie lizenzieren dürfen',
  download: 'im Rahmen der Verträge Ihrer Firma zu lizenzieren und herunterzuladen',
  history: 'Ihren Namen, Ihre Downloads und Ihre Käufe zu sehen',
  username: 'Benutzername',
  password: 'Passwort',
  allow: 'Anmelden und erlauben',
  deny: 'Abbrechen',
  back: 'Danach gelangen Sie zu {host}. {client} erfährt Ihr Passwort nicht.',
  wrong: 'Der Benutzername oder das Passwort ist falsch.',
  tooMany: 'Zu viele Anmeldeversuche sind fehlgeschlagen. Versuchen Sie es in {minutes} Min. wieder.',
  expired: 'Dieses Formular ist abgelaufen. Bitte melden Sie sich noch einmal an.',
  cannot: 'Die Anmeldung ist nicht möglich',
  unknownClient:
    'Das Programm, das Sie hierher geschickt hat, ist nicht bekannt oder darf nicht mehr verwendet werden (client_id).',
  unknownRedirect:
    'Das Programm, das Sie hierher geschickt hat, nennt eine Rückkehradresse, die für es nicht eingetragen ist (redirect_uri).',
  unreadable: 'Das Formular konnte nicht gelesen werden.',
  close: 'Sie können diese Seite schließen. Bitte benachrichtigen Sie den Anbieter des Programms.',
  toGallery: 'Melden Sie sich an, um Bilder und Videos herunterzuladen, die Ihre Firma lizenzieren darf.',
  backToGallery: 'Zurück zur Galerie',
  demo: 'Dies ist eine Vorführung: Melden Sie sich als {username} mit dem Passwort {password} an.',
}

const FR: Words = {
  title: 'Se connecter',
  asks: '{client} vous demande l’autorisation de :',
  see: 'voir ce que vous pouvez acquérir sous licence, et y faire des recherches',
  download: 'acquérir des licences et télécharger dans le cadre des contrats de votre société',
  history: 'voir votre nom, vos téléchargements et vos achats',
  username: 'Nom d’utilisateur',
  password: 'Mot de passe',
  allow: 'Se connecter et autoriser',
  deny: 'Annuler',
  back: 'Vous serez ensuite dirigé vers {host}. {client} n’aura pas connaissance de votre mot de passe.',
  wrong: 'Le nom d’utilisateur ou le mot de passe est incorrect.',
  tooMany: 'Trop de tentatives de connexion ont échoué. Réessayez dans {minutes} min.',
  expired: 'Ce formulaire a expiré. Veuillez vous connecter de nouveau.',
  cannot: 'Connexion impossible',
  unknownClient: 'Le programme qui vous a dirigé ici est inconnu ou ne peut plus être utilisé (client_id).',
  unknownRedirect:
    'Le programme qui vous a dirigé ici indique une adresse de retour qui n’est pas enregistrée pour lui (redirect_uri).',
  unreadable: 'Le formulaire n’a pas pu être lu.',
  close: 'Vous pouvez fermer cette page. Merci d’en informer le fournisseur du programme.',
  toGallery:
    'Connectez-vous pour télécharger les images et les vidéos que votre société peut acquérir sous licence.',
  backToGallery: 'Retour à la galerie',
  demo: 'Ceci est une démonstration : connectez-vous en tant que {username} avec le mot de passe {password}.',
}

const ES: Words = {
  title: 'Iniciar sesión',
  asks: '{client} le pide permiso para:',
  see: 'ver lo que usted puede licenciar y buscar en ello',
  download: 'adquirir licencias y descargar según los contratos de su empresa',
  history: 'ver su nombre, sus descargas y sus compras',
  username: 'Nombre de usuario',
  password: 'Contraseña',
  allow: 'Iniciar sesión y permitir',
  deny: 'Cancelar',
  back: 'Después pasará a {host}. {client} no conocerá su contraseña.',
  wrong: 'El nombre de usuario o la contraseña no son correctos.',
  tooMany: 'Demasiados intentos de iniciar sesión han fallado. Vuelva a intentarlo dentro de {minutes} min.',
  expired: 'Este formulario ha caducado. Inicie sesión de nuevo.',
  cannot: 'No es posible iniciar sesión',
  unknownClient: 'El programa que le ha enviado aquí no se conoce o ya no puede usarse (client_id).',
  unknownRedirect:
    'El programa que le ha enviado aquí indica una dirección de retorno que no está registrada para él (redirect_uri).',
  unreadable: 'No se ha podido leer el formulario.',
  close: 'Puede cerrar esta página. Avise, por favor, al proveedor del programa.',
  toGallery: 'Inicie sesión para descargar las imágenes y los vídeos que su empresa puede licenciar.',
  backToGallery: 'Volver a la galería',
  demo: 'Esto es una demostración: inicie sesión como {username} con la contraseña {password}.',
}

const JA: Words = {
  title: 'ログイン',
  asks: '{client}が次の許可を求めています。',
  see: 'ライセンスできる画像の表示と検索',
  download: '貴社の契約に基づくライセンスの取得とダウンロード',
  history: 'お名前、ダウンロード履歴、購入履歴の表示',
  username: 'ユーザー名',
  password: 'パスワード',
  allow: 'ログインして許可',
  deny: 'キャンセル',
  back: 'この後、{host} に移動します。{client}にパスワードが知られることはありません。',
  wrong: 'ユーザー名またはパスワードが正しくありません。',
  tooMany: 'ログインの失敗が多すぎます。{minutes}分後にもう一度お試しください。',
  expired: 'このフォームは有効期限が切れました。もう一度ログインしてください。',
  cannot: 'ログインできません',
  unknownClient: 'このページを開いたプログラムは登録されていないか、使用できなくなっています(client_id)。',
  unknownRedirect:
    'このページを開いたプログラムが指定した戻り先のアドレスは、登録されていません(redirect_uri)。',
  unreadable: 'フォームを読み取れませんでした。',
  close: 'このページは閉じてかまいません。プログラムの提供者にお知らせください。',
  toGallery: 'ログインすると、貴社がライセンスできる画像や動画をダウンロードできます。',
  backToGallery: 'ギャラリーに戻る',
  demo: 'これはデモです。ユーザー名 {username}、パスワード {password} でログインできます。',
}

const WORDS = { en: EN, de: DE, fr: FR, es: ES, ja: JA } as const

/** A language of the gallery. */
export type PageLanguage = keyof typeof WORDS

/** A text of the sign-in page. */
export type Word = keyof Words

/** The languages of the sign-in page, which are those of the gallery. */
export const PAGE_LANGUAGES = Object.keys(WORDS) as readonly PageLanguage[]

/** Returns a text with its values inserted. */
export function say(
  language: PageLanguage,
  word: Word,
  values: Readonly<Record<string, string>> = {},
): string {
  return WORDS[language][word].replace(/\{(\w+)\}/g, (_all, name: string) => values[name]!)
}
