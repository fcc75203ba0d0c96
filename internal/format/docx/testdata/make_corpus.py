#!/usr/bin/python3
"""Makes the Word files of corpus/ anew: with pandoc, LibreOffice, python-docx,
and by hand in the manner of Word. Run it in this folder; it needs pandoc,
soffice and the Debian package python3-docx."""
import os, subprocess, sys, tempfile, zipfile

OUT = "corpus"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICTREL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
NS = (f'xmlns:w="{W}" xmlns:r="{REL}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
      'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
      'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
      'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
      'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
      'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
      'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
      'xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14 w15"')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SECT = '<w:sectPr w:rsidR="00A77427"><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
STYLES = f'''{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="ListeNum"><w:name w:val="List Number"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>'''
NUMBERING = f'''{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num></w:numbering>'''


def t(text, props=""):
    rpr = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r w:rsidRPr="00B12C3D">{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner, props="", n=[0]):
    n[0] += 1
    ppr = f"<w:pPr>{props}</w:pPr>" if props else ""
    return f'<w:p w14:paraId="{0x10000000 + n[0] * 7919:08X}" w14:textId="77777777" w:rsidR="00A77427" w:rsidRDefault="00A77427">{ppr}{"".join(inner)}</w:p>'


def split(text, step=5):
    """A paragraph's text as Word leaves it: in many runs, with marks between."""
    out = []
    for i in range(0, len(text), step):
        part = text[i:i+step].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        out.append(f'<w:r w:rsidR="00{i:06X}"><w:t xml:space="preserve">{part}</w:t></w:r>')
        if i % 3 == 0:
            out.append('<w:proofErr w:type="spellStart"/>')
    return "".join(out)


def word(name, body, parts=None, main="word/document.xml", ns=NS, doc=None, rels="", types="", encoding="utf-8"):
    """Zips a Word file by hand."""
    folder = os.path.dirname(main)
    base = os.path.basename(main)
    doc = doc or f"{HEAD}<w:document {ns}><w:body>{body}{SECT}</w:body></w:document>"
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/{main}" ContentType="{CT}document.main+xml"/><Override PartName="/{folder}/styles.xml" ContentType="{CT}styles+xml"/><Override PartName="/{folder}/numbering.xml" ContentType="{CT}numbering+xml"/>'
        f'<Override PartName="/{folder}/settings.xml" ContentType="{CT}settings+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="{main}"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        f"{folder}/_rels/{base}.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{REL}/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="{REL}/settings" Target="settings.xml"/><Relationship Id="rId4" Type="{REL}/hyperlink" Target="https://example.org/" TargetMode="External"/>{rels}</Relationships>',
        main: doc,
        f"{folder}/styles.xml": STYLES,
        f"{folder}/numbering.xml": NUMBERING,
        f"{folder}/settings.xml": f'{HEAD}<w:settings xmlns:w="{W}"><w:rsids><w:rsidRoot w:val="00A77427"/><w:rsid w:val="00A77427"/></w:rsids></w:settings>',
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Sam Student</dc:creator><cp:lastModifiedBy>Sam Student</cp:lastModifiedBy><dcterms:modified xsi:type="dcterms:W3CDTF">2026-10-01T08:00:00Z</dcterms:modified></cp:coreProperties>',
    }
    files.update(parts or {})
    with zipfile.ZipFile(f"{OUT}/word-{name}.docx", "w", zipfile.ZIP_DEFLATED) as z:
        for path, text in files.items():
            info = zipfile.ZipInfo(path, (2026, 10, 1, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, text.encode(encoding if path == main else "utf-8"))


FAMINE = "The famine peaked at this point in time claiming thousands of lives. Peasants began to leave their villages to look for bread in the towns."


def by_hand():
    word("split-runs", p(split("How successful was the Plan?", 4), props='<w:pStyle w:val="berschrift1"/>') + p(split(FAMINE)) + p(split("Coal doubled, and steel grew & grew <fast>.", 3)))
    word("bookmarks", p('<w:bookmarkStart w:id="0" w:name="_GoBack"/>', t("The harvest "), '<w:bookmarkStart w:id="1" w:name="famine"/>', t("was bad", "<w:b/>"), '<w:bookmarkEnd w:id="1"/>', t(" that year."), '<w:bookmarkEnd w:id="0"/>') + p(t(FAMINE)))
    word("smart-tags", p(t("It began in "), f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place"><w:smartTagPr><w:attr w:uri="x" w:name="y" w:val="z"/></w:smartTagPr>{t("Ukraine")}</w:smartTag>', f'<w:customXml w:uri="urn:x" w:element="date">{t(" in 1932", "<w:i/>")}</w:customXml>', t(" and spread.")) + p(t(FAMINE)))
    cell = lambda *c: f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{"".join(c)}</w:tc>'
    row = lambda *c: f'<w:tr>{"".join(c)}</w:tr>'
    tbl = lambda *r: f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>{"".join(r)}</w:tbl>'
    inner = tbl(row(cell(p(t("iron"))), cell(p(t("ore")))), row(cell(p(t("wood"))), cell(p(t("paper")))))
    word("nested-tables", p(t("Look at the table.")) + tbl(row(cell(p(t("Year"))), cell(p(t("Coal in tonnes")))), row(cell(p(t("1928"))), cell(p(t("35 million")), p(t("or so")))), row(cell(p(t("goods"))), cell(inner, p(t("after the inner table"))))) + p(t("So it grew.")))
    word("merged-cells", tbl(row(f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p(t("Both columns"))}</w:tc>'), row(f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p(t("tall"))}</w:tc>', cell(p(t("first")))), row(f'<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc>', cell(p(t("second"))))) + p(t("The end of it.")))
    fld = lambda code, result: f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    word("fields", p(t("See page "), fld("PAGEREF famine \\h", t("12")), t(" and the list "), fld(f'IF {"{"} MERGEFIELD x {"}"} = 1', t("of works")), t(" here.")) + p(t("A link: "), fld('HYPERLINK "https://example.org/"', t("the archive")), t(", and "), f'<w:fldSimple w:instr=" AUTHOR ">{t("Sam Student")}</w:fldSimple>', t(" wrote it.")) + p(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF </w:instrText></w:r>{fld("SEQ a", t("hidden"))}<w:r><w:fldChar w:fldCharType="separate"/></w:r>', t("shown result"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', t(" after.")))
    word("links", p(t("Read "), f'<w:hyperlink r:id="rId4" w:history="1">{t("the long ", "<w:rStyle w:val=%sHyperlink%s/>" % (chr(34), chr(34)))}{t("account", "<w:b/>")}</w:hyperlink>', t(" of it, and "), f'<w:hyperlink w:anchor="top">{t("the top")}</w:hyperlink>', t(" again.")) + p(t(FAMINE)))
    word("content-controls", p(t("Name: "), f'<w:sdt><w:sdtPr><w:id w:val="123456"/><w:dataBinding w:xpath="/a" w:storeItemID="x"/></w:sdtPr><w:sdtContent>{t("Candidate 0417")}</w:sdtContent></w:sdt>', t(" wrote this.")) + f'<w:sdt><w:sdtPr><w:id w:val="99"/><w:docPartObj><w:docPartGallery w:val="Bibliographies"/></w:docPartObj></w:sdtPr><w:sdtContent>{p(t("A paragraph in a control."))}{p(t(FAMINE))}</w:sdtContent></w:sdt>' + p(t("Behind it.")))
    box = lambda c: f'<w:txbxContent>{c}</w:txbxContent>'
    word("text-box", p(t("Before the box "), f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="1000" cy="1000"/><wp:docPr id="1" name="Box 1"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>{box(p(t("Boxed words stand once.")))}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:100pt;height:50pt"><v:textbox>{box(p(t("Boxed words stand once.")))}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>', t("and after it.")) + p(t(FAMINE)))
    ins = lambda i, c, a="Sam Student": f'<w:ins w:id="{i}" w:author="{a}" w:date="2026-09-30T10:00:00Z">{c}</w:ins>'
    dele = lambda i, c, a="Sam Student": f'<w:del w:id="{i}" w:author="{a}" w:date="2026-09-30T10:00:00Z"><w:r><w:delText xml:space="preserve">{c}</w:delText></w:r></w:del>'
    word("tracked", p(t("The plan "), dele(10, "failed"), ins(11, t("succeeded in part")), t(" and nobody "), ins(12, t("at all", "<w:i/>")), t(" knew.")) + p(t("First half"), props='<w:rPr><w:del w:id="13" w:author="Sam Student" w:date="2026-09-30T10:00:00Z"/></w:rPr>') + p(t(" second half.")) + p('<w:moveFromRangeStart w:id="14" w:author="Sam Student" w:name="m"/><w:moveFrom w:id="15" w:author="Sam Student"><w:r><w:t>moved words </w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="14"/>', t("stay "), f'<w:moveToRangeStart w:id="16" w:author="Sam Student" w:name="m"/><w:moveTo w:id="17" w:author="Sam Student">{t("moved words ")}</w:moveTo><w:moveToRangeEnd w:id="16"/>', t("here.")) + p(ins(18, t("All of this was inserted.") + t(" And this.")), f'<w:r><w:rPr><w:b/><w:rPrChange w:id="19" w:author="Sam Student" w:date="2026-09-30T10:00:00Z"><w:rPr/></w:rPrChange></w:rPr><w:t>Bold by change.</w:t></w:r>'))
    cmt = lambda i, a, para, text, extra="": f'<w:comment w:id="{i}" w:author="{a}" w:date="2026-10-02T09:00:00Z" w:initials="X"><w:p w14:paraId="{para}" w14:textId="77777777"><w:r><w:t>{text}</w:t></w:r></w:p>{extra}</w:comment>'
    rng = lambda i, c: f'<w:commentRangeStart w:id="{i}"/>{c}<w:commentRangeEnd w:id="{i}"/><w:r><w:commentReference w:id="{i}"/></w:r>'
    comments = f'{HEAD}<w:comments {NS}>{cmt(3, "Ms Okafor", "5A000001", "Millions.")}{cmt(4, "Sam Student", "5A000002", "Thank you.")}{cmt(5, "Ms Okafor", "5A000003", "A long one.", "<w:p w14:paraId=%s5A000004%s><w:r><w:t>Second paragraph.</w:t></w:r></w:p>" % (chr(34), chr(34)))}</w:comments>'
    kinds = "".join(f'<Relationship Id="rId1{i}" Type="{ty}" Target="{ta}.xml"/>' for i, (ty, ta) in enumerate([(REL + "/comments", "comments"), ("http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "commentsExtended"), ("http://schemas.microsoft.com/office/2016/09/relationships/commentsIds", "commentsIds"), ("http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible", "commentsExtensible"), ("http://schemas.microsoft.com/office/2011/relationships/people", "people")]))
    ctypes = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{CT}{n}+xml"/>' for n in ["comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"])
    word("comments", p(t("The famine "), '<w:commentRangeStart w:id="3"/><w:commentRangeStart w:id="4"/>', t("claimed thousands", "<w:b/>"), '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r><w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>', t(" of lives.")) + p('<w:commentRangeStart w:id="5"/>', t("One paragraph,")) + p(t("and another."), '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>', t(" The rest.")), {
        "word/comments.xml": comments,
        "word/commentsExtended.xml": f'{HEAD}<w15:commentsEx {NS}><w15:commentEx w15:paraId="5A000001" w15:done="1"/><w15:commentEx w15:paraId="5A000002" w15:paraIdParent="5A000001" w15:done="1"/><w15:commentEx w15:paraId="5A000004" w15:done="0"/></w15:commentsEx>',
        "word/commentsIds.xml": f'{HEAD}<w16cid:commentsIds xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid"><w16cid:commentId w16cid:paraId="5A000001" w16cid:durableId="11111111"/></w16cid:commentsIds>',
        "word/commentsExtensible.xml": f'{HEAD}<w16cex:commentsExtensible xmlns:w16cex="http://schemas.microsoft.com/office/word/2018/wordml/cex"><w16cex:commentExtensible w16cex:durableId="11111111" w16cex:dateUtc="2026-10-02T08:00:00Z"/></w16cex:commentsExtensible>',
        "word/people.xml": f'{HEAD}<w15:people {NS}><w15:person w15:author="Ms Okafor"><w15:presenceInfo w15:providerId="None" w15:userId="Ms Okafor"/></w15:person></w15:people>',
    }, rels=kinds, types=ctypes)
    teacher = "Ms Okafor"
    word("teacher-changes", p(t("The plan "), dele(30, "failed", teacher), ins(31, t("succeeded"), teacher), t(" in the end. It was"), ins(32, t(" not"), teacher), t(" a success for all"), dele(33, " of them", teacher), t(".")) + p(t("Many pea"), dele(34, "n", teacher), ins(35, t("s"), teacher), t("ants broke "), ins(36, t("the ", ""), "Sam Student"), t("machines.")) + p(rng(40, t("Comment only here.")), t(" And the rest.")), {
        "word/comments.xml": f'{HEAD}<w:comments {NS}>{cmt(40, teacher, "5B000001", "Why?")}</w:comments>',
    }, rels=f'<Relationship Id="rId10" Type="{REL}/comments" Target="comments.xml"/>', types=f'<Override PartName="/word/comments.xml" ContentType="{CT}comments+xml"/>')
    note = lambda kind, i, text: f'<w:{kind} w:id="{i}"><w:p><w:pPr><w:pStyle w:val="Funotentext"/></w:pPr><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:{kind}>'
    sep = lambda kind: f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}><w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
    word("notes", p(t("Stalin spoke"), '<w:r><w:footnoteReference w:id="2"/></w:r>', t(" of this"), '<w:r><w:endnoteReference w:id="1"/></w:r>', t(" often"), '<w:r><w:footnoteReference w:id="1"/></w:r>', t(".")) + p(t(FAMINE)), {
        "word/footnotes.xml": f'{HEAD}<w:footnotes {NS}>{sep("footnote")}{note("footnote", 1, "Second in the text.")}{note("footnote", 2, "Stalin, speech to the workers, 1928.")}</w:footnotes>',
        "word/endnotes.xml": f'{HEAD}<w:endnotes {NS}>{sep("endnote")}{note("endnote", 1, "An endnote on the archive.")}</w:endnotes>',
    }, rels=f'<Relationship Id="rId10" Type="{REL}/footnotes" Target="footnotes.xml"/><Relationship Id="rId11" Type="{REL}/endnotes" Target="endnotes.xml"/>', types=f'<Override PartName="/word/footnotes.xml" ContentType="{CT}footnotes+xml"/><Override PartName="/word/endnotes.xml" ContentType="{CT}endnotes+xml"/>')
    word("signs", p(t("A tab"), "<w:r><w:tab/></w:r>", t("and a break"), "<w:r><w:br/></w:r>", t("then non"), "<w:r><w:noBreakHyphen/></w:r>", t("breaking, co"), "<w:r><w:softHyphen/></w:r>", t("operate, an arrow "), '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', t(", alpha "), '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', t(". "), '<w:r><w:t>one run</w:t><w:tab/><w:t>with many</w:t><w:br/><w:t>parts</w:t></w:r>') + p("<w:r><w:t>  not kept  </w:t></w:r>", "<w:r><w:t><![CDATA[raw & data]]></w:t></w:r>", t(" &#233;t&#xE9;.")))
    word("hidden", p(t("Seen "), t("secret ", "<w:vanish/>"), t("words, and "), '<w:r><w:ruby><w:rt><w:r><w:t>han</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>', t(" glossed.")) + p(t(FAMINE)))
    word("lists", p(t("Two reasons:")) + "".join(p(t(x), props=f'<w:numPr><w:ilvl w:val="{l}"/><w:numId w:val="{n}"/></w:numPr>') for x, l, n in [("The targets were raised.", 0, 2), ("Workers were unskilled.", 0, 2), ("They broke machines.", 1, 2), ("A bullet of its own.", 0, 1), ("And one below.", 1, 1), ("From four on.", 0, 3)]) + p(t("By style."), props='<w:pStyle w:val="ListeNum"/>') + p(t("A quotation of Stalin."), props='<w:pStyle w:val="Zitat"/>'))
    word("math", p(t("Growth is "), '<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>', t(" per year, they said.")) + p('<m:oMathPara><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></m:oMathPara>') + p(t(FAMINE)))
    word("right-to-left", p('<w:r><w:rPr><w:rtl/></w:rPr><w:t>השלום היה קצר</w:t></w:r>', t(" and "), f'<w:dir w:val="rtl">{t("ثورة", "<w:rtl/>")}</w:dir>', f'<w:bdo w:val="ltr">{t(" overridden")}</w:bdo>', props="<w:bidi/>") + p(t("Emoji 👩‍🏫 and e&#769;, 𝔸 too.")))
    word("sections", p(t("First section."), props=f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>') + p("<w:r><w:lastRenderedPageBreak/></w:r>", t(FAMINE), '<w:r><w:br w:type="page"/></w:r>', t("A new page.")) + p())
    word("main-elsewhere", p(t(FAMINE)) + p(t("The main part has another name.")), main="text/essay2.xml")
    word("other-prefix", "", doc=f'{HEAD}<x:document xmlns:x="{W}"><x:body><x:p><x:r><x:t>Another prefix works </x:t></x:r><x:r><x:rPr><x:b/></x:rPr><x:t xml:space="preserve">just as well </x:t></x:r><x:r><x:t>here.</x:t></x:r></x:p></x:body></x:document>')
    word("utf16", "", doc=f'<?xml version="1.0" encoding="UTF-16"?><w:document {NS}><w:body>{p(t(FAMINE))}{p(t("In sixteen bits: naïve café."))}{SECT}</w:body></w:document>', encoding="utf-16")
    strict = f'{HEAD}<w:document xmlns:w="{STRICT}" xmlns:r="{STRICTREL}" w:conformance="strict"><w:body><w:p><w:r><w:t>A strict document says the same.</w:t></w:r></w:p><w:p><w:r><w:t>{FAMINE}</w:t></w:r></w:p><w:sectPr/></w:body></w:document>'
    word("strict", "", doc=strict, parts={
        "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{STRICTREL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/styles.xml": STYLES.replace(W, STRICT), "word/numbering.xml": NUMBERING.replace(W, STRICT),
        "word/settings.xml": f'{HEAD}<w:settings xmlns:w="{STRICT}"/>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{STRICTREL}/styles" Target="styles.xml"/></Relationships>'})
    canary = "Canary Name"
    word("canary", p(t("The essay "), ins(50, t("of nobody"), canary), t(" has no name in it.")) + p(rng(51, t(FAMINE))), {
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>An essay</dc:title><dc:creator>{canary}</dc:creator><cp:lastModifiedBy>{canary} Two</cp:lastModifiedBy><dcterms:modified xsi:type="dcterms:W3CDTF">2026-10-01T08:00:00Z</dcterms:modified></cp:coreProperties>',
        "docProps/app.xml": f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Template>{canary}.dotm</Template><Manager>{canary}</Manager><Company>{canary} School</Company><Application>Microsoft Office Word</Application></Properties>',
        "docProps/custom.xml": f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Owner"><vt:lpwstr>{canary}</vt:lpwstr></property></Properties>',
        "word/comments.xml": f'{HEAD}<w:comments {NS}><w:comment w:id="51" w:author="{canary}" w:initials="CANARY" w:date="2026-10-02T09:00:00Z"><w:p w14:paraId="5C000001" w:rsidR="00CA9A21"><w:r><w:t>Please read this.</w:t></w:r></w:p></w:comment></w:comments>',
        "word/people.xml": f'{HEAD}<w15:people {NS}><w15:person w15:author="{canary}"><w15:presenceInfo w15:providerId="AD" w15:userId="S::canary.name@example.org::1"/></w15:person></w15:people>',
        "word/settings.xml": f'{HEAD}<w:settings xmlns:w="{W}" xmlns:r="{REL}"><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="00CA9A21"/><w:rsid w:val="00CA9A21"/></w:rsids><w:docVars><w:docVar w:name="who" w:val="{canary}"/></w:docVars></w:settings>',
        "word/_rels/settings.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}/attachedTemplate" Target="file:///C:/Users/Canary%20Name/Template.dotm" TargetMode="External"/></Relationships>',
    }, rels=f'<Relationship Id="rId10" Type="{REL}/comments" Target="comments.xml"/><Relationship Id="rId11" Type="http://schemas.microsoft.com/office/2011/relationships/people" Target="people.xml"/>',
        types=f'<Override PartName="/word/comments.xml" ContentType="{CT}comments+xml"/><Override PartName="/word/people.xml" ContentType="{CT}people+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>')


MARKDOWN = {
    "plain": "# The Plan\n\n" + FAMINE + "\n\nHowever, *most* of the **targets** were ~~still~~ missed.\n",
    "lists": "Reasons:\n\n1. The targets were raised.\n2. Not enough *skilled* workers.\n\n   A second paragraph of the item.\n\n    - below\n    - and below\n\n- a bullet\n- another\n",
    "table": "A table:\n\n| Year | Coal | Steel |\n|------|------|-------|\n| 1928 | 35 million | 4 million |\n| 1932 | 64 million | 59 million |\n\nAfter it.\n",
    "notes": "Stalin spoke[^1] of this[^2].\n\n[^1]: Speech, 1928.\n\n[^2]: A second note with *emphasis*.\n\n" + FAMINE + "\n",
    "quote-code": "He wrote:\n\n> We are fifty or a hundred years behind.\n>\n> We must make good this distance.\n\n```\nfor x in years:\n    print(x)\n```\n\nWith `code` inside.\n",
    "links-math": "See [the atlas of *famine*](https://example.org/a) and $a^2+b^2$, then H~2~O and x^2^.\n\nLine one\\\nline two.\n",
    "languages": "Голод забрав мільйони життів.\n\n犠牲者は数百万人でした。\n\nالمجاعة قتلت الملايين.\n\nNaïve café – “quoted” … it’s.\n",
}
HTML = {
    "formats": "<h1>The Plan</h1><p>" + FAMINE + "</p><p>Some <b>bold</b>, <i>italic</i>, <u>under</u>, x<sub>2</sub> and <a href='https://example.org/'>a link</a>.</p>",
    "lists": "<p>Reasons:</p><ol><li>One<ol><li>Nested</li></ol></li><li>Two</li></ol><ul><li>Bullet</li></ul><p>End of the list.</p>",
    "table": "<p>Before.</p><table border=1><tr><th>Year</th><th>Coal</th></tr><tr><td>1928</td><td>35 million<br>tonnes</td></tr></table><p>" + FAMINE + "</p>",
    "languages": "<p>Голод забрав мільйони.</p><p dir=rtl>המהפכה הצליחה</p><p>犠牲者は数百万人。</p>",
}


def programs(tmp):
    for name, text in MARKDOWN.items():
        src = f"{tmp}/{name}.md"
        open(src, "w").write(text)
        subprocess.run(["pandoc", src, "-o", f"{OUT}/pandoc-{name}.docx"], check=True)
        subprocess.run(["pandoc", src, "-o", f"{tmp}/odt-{name}.odt"], check=True)
    for name, text in HTML.items():
        open(f"{tmp}/html-{name}.html", "w").write("<meta charset=utf-8>" + text)
    sources = [f"{tmp}/html-{n}.html" for n in HTML] + [f"{tmp}/odt-{n}.odt" for n in ["notes", "lists", "quote-code"]]
    for src in sources:
        args = ["--infilter=HTML (StarWriter)"] if src.endswith(".html") else []
        subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp}/profile", "--headless", *args, "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp, src], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        name = os.path.splitext(os.path.basename(src))[0]
        os.replace(f"{tmp}/{name}.docx", f"{OUT}/libreoffice-{name}.docx")


def python_docx():
    import docx
    def save(name, fill):
        d = docx.Document()
        fill(d)
        d.core_properties.author = "Sam Student"
        d.save(f"{OUT}/python-{name}.docx")
    def runs(d):
        d.add_heading("The Plan", 0)
        q = d.add_paragraph("The famine ")
        q.add_run("claimed ").bold = True
        q.add_run("thousands").italic = True
        q.add_run(" of lives.")
        d.add_paragraph(FAMINE)
    def lists(d):
        for s in ["List Bullet", "List Number", "List Number", "Intense Quote", "List Paragraph"]:
            d.add_paragraph("In the style " + s + ".", style=s)
    def table(d):
        d.add_paragraph("Before.")
        tb = d.add_table(2, 3, style="Table Grid")
        for i in range(2):
            for j in range(3):
                tb.cell(i, j).text = f"cell {i} {j} of it"
        d.add_paragraph("After the table.")
    def breaks(d):
        q = d.add_paragraph("one\ttwo\nthree")
        q.add_run().add_break()
        q.add_run("four")
        d.add_page_break()
        d.add_heading("Second", 1)
        d.add_paragraph(FAMINE)
    for name, fill in [("runs", runs), ("lists", lists), ("table", table), ("breaks", breaks)]:
        save(name, fill)


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    by_hand()
    with tempfile.TemporaryDirectory() as tmp:
        programs(tmp)
    python_docx()
    print(len(os.listdir(OUT)), "files")
