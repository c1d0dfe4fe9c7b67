import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from '../../access/passwords.ts'
import type { PageLanguage } from './sign-in-words.ts'

const [MIN, MAX] = [MIN_PASSWORD_CHARACTERS, MAX_PASSWORD_CHARACTERS]

const EN = {
  title: 'Choose a password',
  username: 'User name',
  password: 'New password',
  repeat: 'New password again',
  save: 'Save the password',
  length: `A password has ${MIN} to ${MAX} characters. Several words are easy to remember.`,
  different: 'The two passwords differ. Please type them again.',
  saved: 'Your password is saved. You can close this page and sign in with it.',
  invalid: 'This link has expired or was used before. Please ask for a new one.',
}

type Words = Readonly<Record<keyof typeof EN, string>>

const DE: Words = {
  title: 'Passwort wählen',
  username: 'Benutzername',
  password: 'Neues Passwort',
  repeat: 'Neues Passwort noch einmal',
  save: 'Passwort speichern',
  length: `Ein Passwort hat ${MIN} bis ${MAX} Zeichen. Mehrere Wörter sind leicht zu merken.`,
  different: 'Die beiden Passwörter sind verschieden. Bitte geben Sie sie noch einmal ein.',
  saved: 'Ihr Passwort ist gespeichert. Sie können diese Seite schließen und sich damit anmelden.',
  invalid: 'Dieser Link ist abgelaufen oder wurde schon verwendet. Bitte lassen Sie sich einen neuen geben.',
}

const FR: Words = {
  title: 'Choisir un mot de passe',
  username: 'Nom d’utilisateur',
  password: 'Nouveau mot de passe',
  repeat: 'Nouveau mot de passe, une seconde fois',
  save: 'Enregistrer le mot de passe',
  length: `Un mot de passe compte de ${MIN} à ${MAX} caractères. Plusieurs mots se retiennent facilement.`,
  different: 'Les deux mots de passe sont différents. Veuillez les saisir de nouveau.',
  saved:
    'Votre mot de passe est enregistré. Vous pouvez fermer cette page et vous connecter avec ce mot de passe.',
  invalid: 'Ce lien a expiré ou a déjà été utilisé. Veuillez en demander un nouveau.',
}

const ES: Words = {
  title: 'Elegir una contraseña',
  username: 'Nombre de usuario',
  password: 'Nueva contraseña',
  repeat: 'Nueva contraseña otra vez',
  save: 'Guardar la contraseña',
  length: `Una contraseña tiene de ${MIN} a ${MAX} caracteres. Varias palabras son fáciles de recordar.`,
  different: 'Las dos contraseñas son distintas. Escríbalas de nuevo.',
  saved: 'Su contraseña se ha guardado. Puede cerrar esta página e iniciar sesión con ella.',
  invalid: 'Este enlace ha caducado o ya se ha usado. Pida uno nuevo.',
}

const JA: Words = {
  title: 'パスワードの設定',
  username: 'ユーザー名',
  password: '新しいパスワード',
  repeat: '新しいパスワード(確認)',
  save: 'パスワードを保存',
  length: `パスワードは${MIN}文字以上${MAX}文字以下で入力してください。複数の単語を組み合わせると覚えやすくなります。`,
  different: '2つのパスワードが一致しません。もう一度入力してください。',
  saved: 'パスワードを保存しました。このページを閉じて、新しいパスワードでログインできます。',
  invalid: 'このリンクは有効期限が切れているか、すでに使用されています。新しいリンクをお求めください。',
}

/** A text of the page where a user chooses a password. */
export type PasswordWord = keyof Words

/** The texts of that page in the languages of the gallery. */
export const PASSWORD_WORDS: Readonly<Record<PageLanguage, Words>> = {
  en: EN,
  de: DE,
  fr: FR,
  es: ES,
  ja: JA,
}
