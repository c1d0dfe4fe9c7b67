import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import sharp, { type Sharp } from 'sharp'
import { pixelBomb } from '../support/hostile-files.ts'
import { emptyLibrary, ingestAndIndex, temporaryFolder } from '../support/library.ts'
import { makePicture, toXmp } from '../support/pictures.ts'
import { assertColour, colourAt, displaySizes, fetchPicture, idOf, serveFiles } from '../support/shown.ts'

const RED = { r: 200, g: 30, b: 40 }
const plain = (background: object | string = RED, channels: 3 | 4 = 3) =>
  sharp({ create: { width: 300, height: 200, channels, background } })

const CENTRE = [0.5, 0.5] as const

describe('picture formats', () => {
  it('are converted to sRGB, whatever the file has: CMYK, 16 bit, grey, profiles, transparency', async (t) => {
    const grey = 150
    // The tolerance is for colours outside the CMYK gamut; without the profile the channels are off by 60.
    const pictures: Record<string, [Sharp, number[], tolerance?: number]> = {
      'one.avif': [plain().avif({ quality: 90 }), [200, 30, 40]],
      'two.gif': [plain().gif(), [200, 30, 40]],
      'sixteen.png': [plain().toColourspace('rgb16').png(), [200, 30, 40]],
      'deep.tif': [plain().toColourspace('rgb16').tiff(), [200, 30, 40]],
      'grey.png': [plain({ r: grey, g: grey, b: grey }).toColourspace('b-w').png(), [grey, grey, grey]],
      'grey16.png': [plain({ r: grey, g: grey, b: grey }).toColourspace('grey16').png(), [grey, grey, grey]],
      'cmyk.jpg': [
        plain({ r: 60, g: 160, b: 90 }).withIccProfile('cmyk').jpeg({ quality: 95 }),
        [60, 160, 90],
        20,
      ],
      'inks.tif': [plain({ r: 60, g: 160, b: 90 }).withIccProfile('cmyk').tiff(), [60, 160, 90], 20],
      'p3.jpg': [
        plain({ r: 190, g: 60, b: 50 }).withIccProfile('p3').jpeg({ quality: 95 }),
        [190, 60, 50],
        8,
      ],
      'wide.avif': [
        plain({ r: 60, g: 160, b: 50 }).withIccProfile('p3').avif({ quality: 95 }),
        [60, 160, 50],
        8,
      ],
      'clear.webp': [plain({ r: 10, g: 20, b: 30, alpha: 0 }, 4).webp(), [255, 255, 255]],
      'hole.gif': [plain({ r: 10, g: 20, b: 30, alpha: 0 }, 4).gif(), [255, 255, 255]],
    }
    const files: Record<string, Buffer> = {}
    for (const [name, [picture]] of Object.entries(pictures)) files[name] = await picture.toBuffer()
    const { outcomes, server } = await serveFiles(t, files)
    const all = await server.get('/v3/search/images/creative?fields=id,title,color_type&page_size=50')
    for (const [name, [, expected, tolerance]] of Object.entries(pictures)) {
      assert.equal(outcomes[name], 'added', name)
      const { id } = all.json.images.find(
        ({ title }: { title: string }) => title === name.replace(/\..*/, ''),
      )
      const { comp } = await displaySizes(server, id)
      const { bytes } = await fetchPicture(comp!.uri)
      const { space, icc } = await sharp(bytes).metadata()
      assert.deepEqual([space, icc], ['srgb', undefined], name)
      assertColour(await colourAt(bytes, CENTRE), expected, tolerance)
    }
    assert.equal(all.json.result_count, Object.keys(pictures).length)
  })

  it('with several frames show the first', async (t) => {
    const frames = [await plain().png().toBuffer(), await plain('blue').png().toBuffer()]
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    assert.equal((await sharp(moving).metadata()).pages, 2)
    const { server } = await serveFiles(t, { 'moving.gif': moving })
    const id = await idOf(server, 'moving')
    const { json } = await server.get(`/v3/images/${id}?fields=max_dimensions,graphical_style`)
    assert.deepEqual(json.images[0].max_dimensions, { height: 200, width: 300 })
    const { comp } = await displaySizes(server, id)
    assertColour(await colourAt((await fetchPicture(comp!.uri)).bytes, CENTRE), [200, 30, 40])
  })

  it('have their metadata read, also in AVIF', async (t) => {
    const spec = { title: 'Lagoon', keywords: ['water'], artist: 'Ada Example' }
    const { server } = await serveFiles(t, { 'a.avif': await plain().withXmp(toXmp(spec)).avif().toBuffer() })
    const { json } = await server.get(
      `/v3/images/${await idOf(server, 'water')}?fields=title,artist,keywords`,
    )
    assert.equal(json.images[0].title, 'Lagoon')
    assert.equal(json.images[0].artist, 'Ada Example')
  })
})

/** An SVG of 600 × 400, red on the left and blue on the right, with metadata as written by Inkscape. */
const drawing = (inside = '', root = 'width="600" height="400"', prolog = '') => `<?xml version="1.0"?>
<!-- Drawn for a test -->${prolog}
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${root}>
<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><cc:Work rdf:about=""><dc:title>Two halves</dc:title>
<dc:description>Red and blue</dc:description>
<dc:creator><cc:Agent><dc:title>Ada Example</dc:title></cc:Agent></dc:creator>
<dc:subject><rdf:Bag><rdf:li>heraldry</rdf:li><rdf:li>flag</rdf:li></rdf:Bag></dc:subject>
<cc:license rdf:resource="https://creativecommons.org/publicdomain/zero/1.0/"/></cc:Work></rdf:RDF></metadata>
<rect width="300" height="400" fill="#c81e28"/><rect x="300" width="300" height="400" fill="#1e28c8"/>${inside}</svg>`

describe('an SVG', () => {
  it('is a vector with its own size, texts and colours, drawn as large as requested', async (t) => {
    const { server } = await serveFiles(t, {
      'a.svg': drawing('', 'width="6000" height="4000" viewBox="0 0 600 400"'),
    })
    const id = await idOf(server, 'heraldry')
    const fields = 'title,caption,artist,graphical_style,max_dimensions,orientation'
    const { id: _, ...image } = (await server.get(`/v3/images/${id}?fields=${fields}`)).json.images[0]
    assert.deepEqual(image, {
      title: 'Two halves',
      caption: 'Red and blue',
      artist: 'Ada Example',
      graphical_style: 'vector',
      max_dimensions: { height: 4000, width: 6000 },
      orientation: 'Horizontal',
    })
    const styled = await server.get('/v3/search/images/creative?fields=id&graphical_styles=vector')
    assert.equal(styled.json.result_count, 1)
    const { high_res_comp } = await displaySizes(server, id)
    const { bytes } = await fetchPicture(high_res_comp!.uri)
    const { width, height } = await sharp(bytes).metadata()
    assert.deepEqual([width, height], [2048, 1365])
    assertColour(await colourAt(bytes, [0.25, 0.5]), [200, 30, 40])
    assertColour(await colourAt(bytes, [0.75, 0.5]), [30, 40, 200])
    // Rendered at this size and not enlarged: the edge between the halves is one pixel wide.
    assertColour(await colourAt(bytes, [0.5 - 2 / 2048, 0.1]), [200, 30, 40], 30)
    assertColour(await colourAt(bytes, [0.5 + 3 / 2048, 0.1]), [30, 40, 200], 30)
  })

  it('has the size that it declares: in units, by its viewBox, or else that of what it shows', async (t) => {
    const sizes: Record<string, [root: string, width: number, height: number]> = {
      'inches.svg': ['width="5in" height="2.5in"', 480, 240],
      'box.svg': ['viewBox="0 0 600 400"', 600, 400],
      'percent.svg': ['width="100%" height="100%" viewBox="0 0, 300 500"', 300, 500],
      'width.svg': ['width="1200" viewBox="0 0 600 400"', 1200, 800],
      'none.svg': ['', 600, 400],
      'tiny.svg': ['viewBox="0 0 1 1.4"', 100, 140],
      'huge.svg': ['width="1e300" height="1e-300"', 300, 150],
      'empty.svg': ['visibility="hidden"', 300, 150],
    }
    const files = Object.fromEntries(
      Object.entries(sizes).map(([name, [root]]) => [
        name,
        drawing(`<desc>${name}</desc>`, root).replace('Two halves', name),
      ]),
    )
    // Far from where drawings begin, and with a prefix for the names of elements.
    sizes['far.svg'] = ['', 200, 200]
    files['far.svg'] =
      '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:title>far.svg</s:title><s:circle cx="900" cy="700" r="100" fill="#c81e28"/></s:svg>'
    const { outcomes, server } = await serveFiles(t, files)
    const far = await displaySizes(server, await idOf(server, 'far'))
    assertColour(await colourAt((await fetchPicture(far.comp!.uri)).bytes, [0.5, 0.9]), [200, 30, 40])
    const { json } = await server.get('/v3/search/images/creative?fields=title,max_dimensions')
    const found = Object.fromEntries(
      json.images.map(
        ({
          title,
          max_dimensions: { width, height },
        }: {
          title: string
          max_dimensions: { width: number; height: number }
        }) => [title, [width, height]],
      ),
    )
    assert.deepEqual(
      found,
      Object.fromEntries(Object.entries(sizes).map(([name, [, ...size]]) => [name, size])),
      JSON.stringify(outcomes),
    )
  })

  it('is drawn with lengths in units, and in spite of damaged declarations of namespaces', async (t) => {
    const green = '<rect width="25.4mm" height="1in" fill="#28c81e"/>'
    const damaged = (text: string) =>
      text.replaceAll('"http://www.w3.org/1999/xlink"', '"&amp;#38;ns_xlink;"')
    const used = '<defs><rect id="r" width="96" height="96" fill="#28c81e"/></defs><use xlink:href="#r"/>'
    const files = {
      'units.svg': drawing(green, 'width="600" height="400"').replace('Two halves', 'units'),
      'damaged.svg': damaged(drawing(used)).replace('Two halves', 'damaged'),
    }
    const { outcomes, server } = await serveFiles(t, files)
    assert.deepEqual(Object.values(outcomes), ['added', 'added'], JSON.stringify(outcomes))
    for (const title of ['units', 'damaged']) {
      const { bytes } = await fetchPicture((await displaySizes(server, await idOf(server, title))).comp!.uri)
      assertColour(await colourAt(bytes, [90 / 600, 90 / 400]), [40, 200, 30])
      assertColour(await colourAt(bytes, [105 / 600, 90 / 400]), [200, 30, 40])
      assertColour(await colourAt(bytes, [90 / 600, 105 / 400]), [200, 30, 40])
    }
  })

  it('has no pixels of its own: even small ones are drawn at the full size of each rendition', async (t) => {
    const { server } = await serveFiles(t, {
      'icon.svg': drawing('', 'width="48" height="32" viewBox="0 0 600 400"'),
    })
    const id = await idOf(server, 'heraldry')
    const { json } = await server.get(`/v3/images/${id}?fields=max_dimensions`)
    assert.deepEqual(json.images[0].max_dimensions, { height: 32, width: 48 })
    const sizes = await displaySizes(server, id)
    const sides = { thumb: 170, preview: 506, comp: 612, mid_res_comp: 1024, high_res_comp: 2048 }
    for (const [name, side] of Object.entries(sides)) {
      const { bytes } = await fetchPicture(sizes[name]!.uri)
      const { width, height } = await sharp(bytes).metadata()
      assert.deepEqual([width, height], [sizes[name]!.width, sizes[name]!.height], name)
      assert.equal(width, side, name)
      assertColour(await colourAt(bytes, [0.5 - 2 / side, 0.1]), [200, 30, 40], 40)
      assertColour(await colourAt(bytes, [0.5 + 3 / side, 0.1]), [30, 40, 200], 40)
    }
  })

  it('can contain pictures, drawings, fonts, sources and links', async (t) => {
    const png = (await plain().png().toBuffer()).toString('base64')
    const inner = drawing('', 'width="9" height="9" viewBox="0 0 600 400"')
    const nested = Buffer.from(inner.slice(inner.indexOf('<svg'))).toString('base64')
    const files = {
      'picture.svg': drawing(`<image width="600" height="400" href="data:image/png;base64,${png}"/>`),
      'nested.svg': drawing(`<image width="9" height="9" href="data:image/svg+xml;base64,${nested}"/>`),
      'fonts.svg': drawing('<style>@font-face{font-family:A;src:url(data:font/woff2;base64,AAAA)}</style>'),
      'names.svg': drawing(
        '<style><![CDATA[@namespace url(http://www.w3.org/2000/svg);a{fill:red}]]></style>',
      ),
      'sources.svg': drawing(
        '<metadata><x:source xmlns:x="urn:x" xlink:href="https://example.org/a.svg">url(https://b)</x:source></metadata>',
      ),
      'links.svg': drawing(
        '<a href="page?a=1&amp;b=2"><desc>url(c.svg)</desc></a><a href="https://example.org/"/>',
      ),
    }
    const { outcomes, server } = await serveFiles(t, files)
    for (const name of Object.keys(files)) assert.equal(outcomes[name], 'added', name)
    const { json } = await server.get('/v3/search/images/creative?fields=id&phrase=heraldry')
    assert.equal(json.result_count, Object.keys(files).length)
  })

  it('is refused before it is drawn if its pictures are too large or damaged', async (t) => {
    const image = (type: string, bytes: Buffer) =>
      drawing(`<image width="9" height="9" href="data:${type};base64,${bytes.toString('base64')}"/>`)
    const outside = drawing('<image href="http://127.0.0.1:1/x.png" width="9" height="9"/>')
    const { outcomes } = await serveFiles(t, {
      'large.svg': image('image/png', pixelBomb(20_000, 20_000)),
      'damaged.svg': image('image/png', Buffer.from('no picture')),
      'within.svg': image('image/svg+xml', Buffer.from(outside.slice(outside.indexOf('<svg')))),
      'within twice.svg': image('image/svg+xml', Buffer.from(image('image/png', pixelBomb(20_000, 20_000)))),
    })
    const tooLarge =
      /^The picture has more pixels .* \(the pictures embedded in the SVG have 400000000 pixels; the setting maxPixels/
    assert.match(outcomes['large.svg']!, tooLarge)
    assert.match(outcomes['within twice.svg']!, tooLarge)
    assert.match(outcomes['damaged.svg']!, /^The file cannot be decoded\. \(an embedded picture is damaged\)/)
    assert.match(outcomes['within.svg']!, /^added: It is shown without a picture .*: x\.png\.$/)
  })

  it('is parsed in linear time, whatever its contents', async (t) => {
    const long = 200_000
    const bodies = [
      'a',
      '<',
      '<a ',
      '<!--',
      '<![CDATA[',
      '<a b="',
      '&',
      'url(',
      '<metadata>',
      ' ',
      '<!ENTITY a "',
    ]
    const files = Object.fromEntries(
      bodies.flatMap((body, index) => [
        [`in ${index}.svg`, drawing(body.repeat(long / body.length))],
        [`tag ${index}.svg`, drawing('', body.repeat(long / body.length))],
        [`doctype ${index}.svg`, drawing('', '', `<!DOCTYPE svg [${body.repeat(long / body.length)}]>`)],
      ]),
    )
    const { outcomes } = await serveFiles(t, files, { decodeTimeoutMs: 20_000 })
    const late = Object.entries(outcomes).filter(([, reason]) => /took longer/.test(reason))
    assert.deepEqual(late, [])
  })

  it('loads nothing external, runs nothing, and cannot block other files', async (t) => {
    const bomb = Array.from({ length: 30 }, (_, level) => {
      const twice = `<use xlink:href="#l${level}"/>`.repeat(2)
      return `<g id="l${level + 1}">${twice}</g>`
    }).join('')
    const entity = (subset: string) => `<!DOCTYPE svg [${subset}]>`
    const laughs = '<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">'
    const files: Record<string, string> = {
      'file.svg': drawing('<image xlink:href="file:///etc/passwd" width="9" height="9"/>'),
      'http.svg': drawing('<image href="http://127.0.0.1:1/x.png" width="9" height="9"/>'),
      'hidden.svg': drawing('<image href="&#104;ttp://127.0.0.1:1/x.png" width="9" height="9"/>'),
      'style.svg': drawing('<style>@import url(http://127.0.0.1:1/x.css);</style>'),
      'font.svg': drawing('<style>@font-face{src:url(https://127.0.0.1/a.woff2)}</style>'),
      'font sheet.svg': drawing('<style>@import url("https://fonts.example.org/css?a");</style>'),
      'font element.svg': drawing('<font-face-uri xlink:href="a.svg#a"/>'),
      'after font.svg': drawing('<style>@font-face{src:url(#a)} rect{fill:url(a.svg#b)}</style>'),
      'img.svg': drawing('<a><img src="http://127.0.0.1:1/x.gif"/></a>'),
      'late.svg': drawing('<metadata/><image href="http://127.0.0.1:1/x.png" width="9" height="9"/>'),
      'told.svg': drawing('<metadata><script>alert(1)</script></metadata>'),
      'fill.svg': drawing('<rect fill="url(other.svg#a)" width="9" height="9"/>'),
      'script.svg': drawing('<script>alert(1)</script>'),
      'click.svg': drawing('<rect onclick="alert(1)" width="9" height="9"/>'),
      'link.svg': drawing('<a href="javascript:alert(1)"><rect width="9" height="9"/></a>'),
      'entity.svg': drawing('&e;', undefined, entity('<!ENTITY e SYSTEM "file:///etc/passwd">')),
      'laughs.svg': drawing('&b;', undefined, entity(laughs)),
      'broken.svg': drawing('<g>'),
      'good.svg': drawing(
        '<!-- <script/> --><use xlink:href="#x"/><a href="https://example.org/"><rect id="x" width="9" height="9" fill="&red;"/></a>',
        undefined,
        entity('<!ENTITY red "#c81e28">'),
      ),
      'photo.jpg': (await makePicture({ title: 'Photo' })) as unknown as string,
    }
    const { outcomes } = await serveFiles(t, files)
    const without = (name: string, kind = 'picture') =>
      new RegExp(`^added: It is shown without a ${kind} that is not in the file: ${name}\\.$`)
    const reasons: Record<string, RegExp> = {
      'file.svg': without('passwd'),
      'http.svg': without('x.png'),
      'hidden.svg': without('x.png'),
      'style.svg': /outside itself\. \(x\.css\)$/,
      'font.svg': without('a.woff2', 'font'),
      'font sheet.svg': without('css\\?a', 'font'),
      'font element.svg': without('a.svg#a', 'font'),
      'after font.svg': /outside itself\. \(a\.svg#b\)$/,
      'img.svg': without('x.gif'),
      'late.svg': without('x.png'),
      'told.svg': /carries a script\. \(script\)/,
      'fill.svg': /outside itself\. \(other\.svg#a\)$/,
      'script.svg': /^The SVG carries a script\. \(script\)/,
      'click.svg': /carries a script\. \(onclick\)/,
      'link.svg': /outside itself/,
      'entity.svg': /^The SVG declares entities/,
      'laughs.svg': /^The SVG declares entities/,
      'broken.svg': /^The file cannot be decoded/,
      'good.svg': /^added$/,
      'photo.jpg': /^added$/,
    }
    for (const [name, reason] of Object.entries(reasons)) assert.match(outcomes[name]!, reason, name)
    const folder = await temporaryFolder(t)
    await writeFile(
      join(folder, 'bomb.svg'),
      drawing(`<defs><rect id="l0" width="9" height="9"/>${bomb}</defs><use xlink:href="#l30"/>`),
    )
    await writeFile(join(folder, 'photo.jpg'), await makePicture({ title: 'Photo' }))
    const library = await emptyLibrary(t, { decodeTimeoutMs: 2000, decoders: 1 })
    const ingested = await ingestAndIndex(library, folder)
    assert.match(JSON.stringify(ingested.outcomes[0]), /refused.*(longer than|more memory|cannot be decoded)/)
    assert.equal(ingested.outcomes[1]!.is, 'added')
  })
})
