"""Files of every shape that is taken in, made in memory from one invented report, and their hostile twins."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

TITLE = "Frappe meurtrière à Kharsana"
PARAGRAPHS = (
    "Douze personnes ont été tuées dimanche dans une frappe sur le marché de Kharsana, selon la police de la province.",
    "« Nous avons compté douze corps, dont ceux de quatre enfants », a déclaré à la radio le médecin-chef de l’hôpital.",
    "L'armée a démenti toute implication dans cette attaque, que les rebelles lui attribuent depuis lundi matin.",
    "D'après un comité d'habitants, le bilan pourrait s'alourdir : une vingtaine de blessés sont dans un état grave.",
)
TEXT = "\n\n".join(PARAGRAPHS)
PUBLISHER = "La Gazette du Nord"
PUBLISHED = "2021-02-14"
URL = "https://gazette.example/monde/kharsana"
KNOWN = {"title": TITLE, "publisher": PUBLISHER, "published": PUBLISHED, "url": URL}


def html_page(paragraphs: Sequence[str] = PARAGRAPHS, *, charset: str = "utf-8", extra: str = "") -> str:
    """A page of a news site, with what stands around an article."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2021-02-14T18:30:00+01:00",
        "dateModified": "2021-03-02T08:00:00+01:00",
        "publisher": {"@type": "Organization", "name": PUBLISHER},
    }
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="{charset}"><title>{TITLE} | {PUBLISHER}</title>'
        f'<link rel="canonical" href="{URL}"><meta property="og:title" content="{TITLE}">'
        f'<script type="application/ld+json">{json.dumps(data)}</script><style>p {{color: red}}</style></head><body>'
        '<nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
        f"<article><h1>{TITLE}</h1>{body}{extra}</article>"
        "<footer>© 2024 La Gazette du Nord. Mentions légales. Nous utilisons des cookies.</footer></body></html>"
    )


def rss() -> bytes:
    """An RSS feed with one whole article, one summary and one entry without words."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{PUBLISHER}</title><language>fr-FR</language><link>https://gazette.example/</link>"
        f"<item><title>{TITLE}</title><link>{URL}</link><pubDate>Sun, 14 Feb 2021 18:30:00 +0100</pubDate>"
        f"<description>Un résumé.</description><content:encoded><![CDATA[{_paragraphs()}]]></content:encoded></item>"
        "<item><title>Autre</title><guid>https://gazette.example/2</guid><pubDate>Mon, 15 Feb 2021 08:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{PARAGRAPHS[2]}&lt;/p&gt;</description></item>"
        "<item><title>Sans texte</title></item></channel></rss>"
    ).encode()


def atom() -> bytes:
    """An Atom feed with an entry in XHTML."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{PUBLISHER}</title><entry><title>{TITLE}</title>'
        f'<link rel="alternate" href="{URL}"/><published>2021-02-14T18:30:00+01:00</published>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{body}</div></content></entry></feed>'
    ).encode()


def _paragraphs() -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def pdf(pages: Sequence[Sequence[str]], *, title: str | None = None) -> bytes:
    """A PDF with lines of text on each page, in Helvetica, windows-1252."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(b"<< /Title (" + (title or "").encode("latin-1") + b") >>")
    kids = []
    for lines in pages:
        shown = b" ".join(b"(" + _escaped(line) + b") Tj T*" for line in lines)
        content = zlib.compress(b"BT /F1 11 Tf 14 TL 60 780 Td " + shown + b" ET")
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R" % len(objects)
        objects.append(page + b" /Resources << /Font << /F1 3 0 R >> >> >>")
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def _escaped(line: str) -> bytes:
    return line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def wrapped(text: str, width: int = 60) -> list[str]:
    """Lines of a printed column; long words are broken with a hyphen."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 <= width:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif len(word) > 9 and word.isalpha() and len(lines[-1]) + 6 <= width:
            lines[-1] += f" {word[:4]}-"
            lines.append(word[4:])
        else:
            lines.append(word)
    return lines


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(paragraphs: Sequence[str] = PARAGRAPHS, *, title: str | None = TITLE, before: str = "") -> bytes:
    """A DOCX file; one word is struck out in revision mode and one note hangs on it."""
    runs = "".join(
        f'<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>{_xml(paragraph[:20])}</w:t></w:r>'
        f"<w:del><w:r><w:delText>rayé</w:delText></w:r></w:del><w:r><w:t>{_xml(paragraph[20:])}</w:t></w:r></w:p>"
        for paragraph in paragraphs
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title or ""}</dc:title></cp:coreProperties>'
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{runs}</w:body></w:document>',
            "docProps/core.xml": core,
        }
    )


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def odt(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    """An ODT file with spans, blanks and a comment."""
    names = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = "".join(
        f"<text:p><text:span>{_xml(p[:15])}</text:span>{_xml(p[15:])}<office:annotation><text:p>note</text:p>"
        "</office:annotation></text:p>"
        for p in paragraphs
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {names}><dc:title>{TITLE}</dc:title></office:document-meta>",
        }
    )


def rtf(lines: Sequence[str] = PARAGRAPHS) -> bytes:
    """An RTF file in windows-1252 with fonts, a picture, a link and characters past the code page."""
    body = "\\par\n".join(_rtf(line) for line in lines)
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}{\\colortbl;\\red0\\green0\\blue0;}"
        "{\\info{\\title Document}{\\author Moi}}{\\*\\generator Riched20;}\\uc1\\pard\\f0\\fs22 "
        "{\\pict{\\*\\picprop{\\sp{\\sn a}{\\sv b}}}\\pngblip 89504e470d0a1a0a}"
        f"{body}\\par "
        '{\\field{\\*\\fldinst HYPERLINK "https://exemple.example/"}{\\fldrslt Lire aussi}}}'
    ).encode("ascii")


def _rtf(text: str) -> str:
    out = []
    for char in text:
        if char in "\\{}":
            out.append("\\" + char)
        elif char < "\x80":
            out.append(char)
        elif len(char.encode("cp1252", "ignore")) == 1:
            out.append(f"\\'{char.encode('cp1252')[0]:02x}")
        else:
            out.append(f"\\u{ord(char)}?")
    return "".join(out)


def csv_table(*, delimiter: str = ",") -> bytes:
    """A table of two reports with French names of columns."""
    rows = [["Titre", "Texte intégral", "Date de publication", "Média", "Lien"]]
    rows.append([TITLE, TEXT, "14/02/2021", PUBLISHER, URL])
    rows.append(["Suite", PARAGRAPHS[2], "03/04/2021", PUBLISHER, ""])
    return "\r\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows).encode()


def xlsx() -> bytes:
    """A workbook with a sheet of reports, one of notes, and a real date."""
    import datetime

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Articles"
    sheet.append(["Titre", "Texte", "Date", "Média", "URL"])
    sheet.append([TITLE, TEXT, datetime.date(2021, 2, 14), PUBLISHER, URL])
    book.create_sheet("Notes").append(["à faire", "vérifier"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def json_lines() -> bytes:
    """Two reports, a line that is no JSON and one without a text."""
    good = json.dumps({"text": TEXT, "language": "fr", **KNOWN}, ensure_ascii=False)
    other = json.dumps({"id": "mon-id", "texte": PARAGRAPHS[2], "date": "14/02/2021", "média": PUBLISHER})
    return f'{good}\n\n{other}\n{{"text": \n{{"title": "vide"}}\n'.encode()


def warc(pages: Sequence[tuple[str, str, bytes]] | None = None) -> bytes:
    """A WARC file, packed record by record: a page, a picture, a redirect and an error."""
    if pages is None:
        pages = [
            (URL, "200 OK\r\nContent-Type: text/html; charset=utf-8", html_page().encode()),
            ("https://gazette.example/logo.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG\r\n\x1a\n123"),
            ("https://gazette.example/", "301 Moved\r\nLocation: /monde\r\nContent-Type: text/html", b""),
            ("https://gazette.example/x", "404 Not Found\r\nContent-Type: text/html", b"<html>absent</html>"),
        ]
    records = [_record("warcinfo", None, b"software: test\r\n", "application/warc-fields")]
    for url, head, body in pages:
        content = f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        records.append(_record("response", url, content, "application/http; msgtype=response"))
    return b"".join(gzip.compress(record) for record in records)


def _record(kind: str, url: str | None, content: bytes, media: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2022-05-01T10:00:00Z\r\nContent-Type: {media}\r\n"
    head += f"WARC-Target-URI: {url}\r\n" if url else ""
    identifier = "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
    return f"{head}{identifier}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def wacz() -> bytes:
    """A WACZ archive around that."""
    return zipped(
        {"datapackage.json": '{"profile": "data-package"}', "archive/data.warc.gz": warc(), "pages/pages.jsonl": "{}"}
    )


def mhtml() -> bytes:
    """A page saved as one file by a browser, with a picture."""
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = URL
    message["Subject"] = TITLE
    message["Date"] = "Tue, 3 May 2022 10:00:00 -0000"
    page = MIMEText(html_page().replace(f'<link rel="canonical" href="{URL}">', ""), "html", "utf-8")
    page["Content-Location"] = URL
    message.attach(page)
    picture = MIMEApplication(b"\x89PNG123", "png")
    message.attach(picture)
    return message.as_bytes()


def eml(attachment: bytes | None = None) -> bytes:
    """A mail in two forms, with its headers encoded, and a file attached."""
    message = MIMEMultipart("mixed")
    message["From"] = "Comité d'habitants <comite@exemple.example>"
    message["To"] = "redaction@exemple.example"
    message["Subject"] = TITLE
    message["Date"] = "Sun, 14 Feb 2021 18:30:00 +0100"
    both = MIMEMultipart("alternative")
    both.attach(MIMEText("".join(f"<p>{p}</p>" for p in PARAGRAPHS), "html", "utf-8"))
    both.attach(MIMEText(TEXT, "plain", "windows-1252"))
    message.attach(both)
    if attachment is not None:
        part = MIMEApplication(attachment)
        part.add_header("Content-Disposition", "attachment", filename="communiqué.docx")
        message.attach(part)
    return message.as_bytes()


def europresse_new() -> bytes:
    """Two articles as the newer Europresse exports them; the declared encoding is wrong."""

    def article(outlet: str, header: str, title: str, paragraphs: Sequence[str], number: str) -> str:
        body = "".join(f"<p>{p}</p>" for p in paragraphs).replace("frappe", "<mark>frappe</mark>")
        return (
            '<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">'
            f'{outlet}</span></div><div><span class="DocHeader">{header}</span></div>'
            f'<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{title}</p></div>'
            f'<div class="docAuthors">Une reporter</div></header><section><div class="DocText clearfix">'
            f'<div class="docOcurrContainer">{body}</div></div></section>'
            f"<footer><small>© 2021 {outlet}. Tous droits réservés.</small>"
            f'<div class="publiC-lblNodoc">news·20210214·{number}·0001</div></footer></article>'
        )

    one = article(f"{PUBLISHER}, no. 4321", "Monde, dimanche 14 février 2021, p. 4", TITLE, PARAGRAPHS, "GN")
    two = article("The Northern Post (site web)", "February 15, 2021", "Suite", PARAGRAPHS[2:], "NP")
    style = "<style>" + "p {margin: 0}\n" * 300 + "</style>"
    return (
        f'<!DOCTYPE html><html><head><meta charset="iso-8859-1">{style}</head><body>{one}{two}</body></html>'.encode()
    )


def europresse_old() -> bytes:
    """Two articles as the older Europresse exports them, in Latin-1 and declared as UTF-8."""

    def article(title: str, paragraphs: Sequence[str]) -> str:
        body = "<br><br>".join(paragraphs).replace("frappe", '<span class="occurrence">frappe</span>')
        return (
            f'<table><tr><td><span class="DocPublicationName">{PUBLISHER}</span><br>'
            f'<span class="DocHeader">Monde, dimanche 14 février 2021, p. 4</span><br><br>'
            f'<span class="TitreArticleVisu">{title}</span><br><br>{body}<br><br>'
            f"© 2021 {PUBLISHER}. Tous droits réservés.<br>news·20210214·GN·0001</td></tr></table>"
        )

    page = f"{article(TITLE, PARAGRAPHS)}{article('Suite', PARAGRAPHS[2:])}"
    html = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>{page}</body></html>'
    return html.encode("cp1252")


def factiva_html(*, codes: bool = True, twice: bool = False) -> bytes:
    """An article as Factiva exports it in HTML, with or without the codes of its fields."""
    lead, rest = PARAGRAPHS[0], PARAGRAPHS[1:]
    body = "".join(f'<p class="articleParagraph frarticleParagraph">{p}</p>' for p in rest)
    if codes:
        rows = [("SE", "Monde"), ("HD", f'<span class="frHeadline">{TITLE}</span>'), ("WC", "64 mots")]
        rows += [("PD", "14 février 2021"), ("ET", "18:30"), ("SN", PUBLISHER), ("SC", "GAZNOR"), ("LA", "Français")]
        rows += [
            ("CY", f"Copyright 2021 {PUBLISHER}"),
            ("LP", f'<p class="articleParagraph frarticleParagraph">{lead}</p>'),
        ]
        rows += [("TD", body), ("AN", "Document GAZNOR0020210214eh2e0001x")]
        inside = "<table>" + "".join(f"<tr><td><b>{a}</b></td><td>{b}</td></tr>" for a, b in rows) + "</table>"
    else:
        lines = [
            "64 mots",
            "14 février 2021",
            "18:30",
            PUBLISHER,
            "GAZNOR",
            "4",
            "Français",
            f"Copyright 2021 {PUBLISHER}",
        ]
        inside = f'<div id="hd"><span class="frHeadline">{TITLE}</span></div>'
        inside += "".join(f"<div>{line}</div>" for line in lines)
        inside += (
            f'<p class="articleParagraph frarticleParagraph">{lead}</p>{body}<p>Document GAZNOR0020210214eh2e0001x</p>'
        )
    article = f'<div class="article frArticle">{inside}</div>'
    return f"<html><head><title>Factiva</title></head><body>{article * (2 if twice else 1)}</body></html>".encode()


def factiva_lines() -> list[str]:
    """Two articles as Factiva exports them in RTF and text."""
    head = ["64 mots", "14 février 2021", "18:30", PUBLISHER, "GAZNOR", "4", "Français"]
    rights = f"Copyright 2021 {PUBLISHER}. Tous droits réservés."
    one = ["Monde", TITLE, *head, rights, "", *PARAGRAPHS, "", "Document GAZNOR0020210214eh2e0001x", ""]
    two = [
        "Suite",
        "512 words",
        "15 February 2021",
        "The Northern Post",
        "NORPOS",
        "English",
        "(c) 2021",
        "",
        PARAGRAPHS[2],
    ]
    return [*one, *two, "", "Document NORPOS0020210215eh2f0002y", ""]


def nexis_new() -> list[str]:
    """A cover page and two articles in the lines of a Nexis Uni export."""

    def article(
        title: str, outlet: str, date: str, paragraphs: Sequence[str], labels: tuple[str, str, str]
    ) -> list[str]:
        section, length, load = labels
        head = [title, outlet, date, "", f"Copyright 2021 {outlet} Tous Droits Réservés", ""]
        body = [f"{section}: MONDE; Pg. 4", f"{length}: 64 mots", "", "Body", "", *paragraphs, "", "Classification", ""]
        return [*head, *body, "Language: FRENCH; FRANÇAIS", "", f"{load}: {date}", "", "End of Document", ""]

    one = article(TITLE, PUBLISHER, "14 février 2021 dimanche", PARAGRAPHS, ("Section", "Length", "Load-Date"))
    two = article(
        "Suite", "The Northern Post", "February 15, 2021 Monday", PARAGRAPHS[2:], ("Section", "Length", "Load-Date")
    )
    return [*COVER, *one, *two]


def nexis_old() -> list[str]:
    """Two articles in the lines of an older Nexis export, with the labels of its French screen, in a narrow column."""

    def article(number: int, title: str, paragraphs: Sequence[str]) -> list[str]:
        lines = [
            f"                               {number} of 2 DOCUMENTS",
            "",
            "",
            "                             " + PUBLISHER,
        ]
        lines += ["", "                           14 février 2021 dimanche", "", title, "", "AUTEUR: Une reporter", ""]
        lines += ["RUBRIQUE: MONDE; Pg. 4", "", "LONGUEUR: 64 mots", ""]
        for paragraph in paragraphs:
            lines += [*wrapped(paragraph, 70), ""]
        lines += [
            "DATE-CHARGEMENT: 14 février 2021",
            "",
            "LANGUE: FRENCH; FRANÇAIS",
            "",
            "TYPE-PUBLICATION: Journal",
            "",
        ]
        return [
            *lines,
            f"                   Copyright 2021 {PUBLISHER}",
            "                        Tous Droits Réservés",
            "",
        ]

    return [*COVER, *article(1, TITLE, PARAGRAPHS), *article(2, "Suite", PARAGRAPHS[2:])]


def telegram() -> bytes:
    """A channel: a plain message, one in parts that is forwarded, a picture and a service message."""
    messages = [
        {"id": 1, "type": "service", "date": "2021-02-14T10:00:00", "action": "create_channel"},
        {"id": 2, "type": "message", "date": "2021-02-14T18:30:00", "date_unixtime": "1613323800", "from": "Comité"},
        {"id": 3, "type": "message", "date": "2021-02-14T19:00:00", "date_unixtime": "1613325600", "from": "Comité"},
        {"id": 4, "type": "message", "date": "2021-02-14T19:10:00", "photo": "photos/1.jpg", "text": ""},
    ]
    messages[1]["text"] = TEXT
    messages[2] |= {
        "forwarded_from": "Armée",
        "text": ["Voir ", {"type": "bold", "text": "ceci"}, f" : {PARAGRAPHS[2]}"],
    }
    chat = {"name": "Comité d'habitants", "type": "public_channel", "id": 42, "messages": messages}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def minet(files: Mapping[str, bytes]) -> bytes:
    """minet's table of fetched pages, with a row that failed and one that leads out of the folder."""
    rows = ["id,url,resolved_url,http_status,datetime_utc,fetch_error,path,mimetype,encoding,body_size"]
    rows += [f"1,{URL},{URL},200,2022-05-01T10:00:00,,{name},text/html,utf-8,1000" for name in files]
    rows.append("2,https://gazette.example/x,,404,2022-05-01T10:00:00,,,,,")
    rows.append("3,https://gazette.example/y,,200,2022-05-01T10:00:00,,../../secret.html,text/html,utf-8,10")
    return "\n".join(rows).encode()


def factiva_xml() -> bytes:
    """An article as Factiva exports it in XML."""
    rest = "".join(f"<paragraph>{paragraph}</paragraph>" for paragraph in PARAGRAPHS[1:])
    return (
        '\ufeff<?xml version="1.0" encoding="utf-8"?><PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">'
        "<ppsarticle><article><accessionNo>GAZNOR0020210214eh2e0001x</accessionNo>"
        f"<headline><paragraph>{TITLE}</paragraph></headline><leadParagraph><paragraph>{PARAGRAPHS[0]}</paragraph>"
        f"</leadParagraph><publicationDate><date>2021-02-14</date></publicationDate><sourceName>{PUBLISHER}</sourceName>"
        f"<tailParagraphs>{rest}</tailParagraphs></article></ppsarticle></ppsArticleResponse></PPSResponse>"
    ).encode()


def nexis_html() -> bytes:
    """An article as an older Nexis exports it in HTML."""
    lines = [
        "1 of 1 DOCUMENTS",
        PUBLISHER,
        "14 février 2021 dimanche",
        TITLE,
        "RUBRIQUE: MONDE; Pg. 4",
        "LONGUEUR: 64 mots",
    ]
    lines += [*PARAGRAPHS, "DATE-CHARGEMENT: 14 février 2021", "LANGUE: FRENCH; FRANÇAIS"]
    body = "".join(f"<div><p><span>{line}</span></p></div>" for line in lines)
    return f"<html><head><title>&nbsp;</title></head><body>{body}</body></html>".encode()


COVER = [
    "User Name: x",
    "Date and Time: Friday, 5. March 2021 09:31:00 CEST",
    "Job Number: 1",
    "Documents (2)",
    "1. Un titre",
    "",
]
"""What stands before the first article of a Nexis export."""
