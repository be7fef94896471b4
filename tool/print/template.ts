/**
 * How a document looks, in Typst. The document is its input, as JSON: `#json` gives texts, which are never read as markup. A line whose first
 * letter is written from right to left is set from right to left.
 */
export const template = `
#let document-data = json(bytes(sys.inputs.document))
#let quiet = rgb("#4a5560")

#set document(title: document-data.title, date: none)
#set text(font: ("Noto Sans", "Vazirmatn"), size: 9.5pt, lang: "en", region: "GB", hyphenate: false)
#set par(leading: 0.55em, spacing: 0.6em)
#set page(paper: "a4", margin: (x: 18mm, top: 16mm, bottom: 18mm), footer: context {
  set text(size: 8pt, fill: quiet)
  grid(columns: (1fr, auto), document-data.foot, [Page #counter(page).display() of #counter(page).final().first()])
})
#show heading.where(level: 1): set text(size: 16pt, weight: 600)
#show heading.where(level: 2): set text(size: 11.5pt, weight: 600)
#show heading.where(level: 2): set block(above: 1.3em, below: 0.6em, sticky: true)

#let from-the-right = regex("^[^\\\\p{L}]*[\\\\p{Arabic}\\\\p{Hebrew}\\\\p{Syriac}\\\\p{Thaana}\\\\p{Nko}]")
#let line(words) = if words.match(from-the-right) != none { text(dir: rtl, words) } else { text(dir: ltr, words) }
#let lines(words) = words.split("\\n").filter(one => one.trim() != "").map(one => par(line(one))).join()
#let cell(words) = words.split("\\n").filter(one => one.trim() != "").map(line).join(linebreak())

#let blocks = (
  heading: it => heading(level: 2, line(it.text)),
  text: it => lines(it.text),
  aside: it => text(size: 8pt, fill: quiet, lines(it.text)),
  list: it => text(size: 8.5pt, list(..it.items.map(cell))),
  facts: it => terms(hanging-indent: 0pt, spacing: 0.5em, ..it.facts.map(one => terms.item(one.name, cell(one.text)))),
  table: it => text(size: 8.5pt, table(
    columns: (auto,) * (it.columns.len() - 1) + (1fr,),
    stroke: (x, y) => (bottom: 0.4pt + quiet.lighten(60%)),
    inset: (x: 4pt, y: 3pt),
    table.header(..it.columns.map(strong)),
    ..it.rows.flatten().map(cell),
  )),
)

#heading(level: 1, line(document-data.title))
#for block in document-data.blocks { (blocks.at(block.kind))(block) }
`;
