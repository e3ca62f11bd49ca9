"""Web pages: committee pages, furniture left out, tables, lists, what Word pastes."""

from pathlib import Path

from psr_extract.document import Document
from psr_extract.parsers import read

COMMITTEE = """<html><head><title>Agenda item - Mill Ward Forum</title><script>track()</script></head><body>
<div id="header"><ul class="menu"><li><a href="/">Home</a></li><li><a href="/c">Councillors</a></li></ul></div>
<div id="content"><h1 class="mgMainTitleTxt">Agenda and minutes</h1>
<p class="mgSubTitleTxt">Mill Ward Forum - Thursday, 20th March 2025 7.00 pm</p>
<p><span class="mgLabel">Venue:</span> Mill Hall</p>
<table id="mgItemTable" class="mgItemTable"><tr><th>No.</th><th>Item</th></tr>
<tr><td class="mgItemNumberCell">1.</td><td><p class="mgAiTitleTxt">Apologies</p>
<div class="mgWordPara"><p class="mgSubItemTitleTxt">Minutes:</p>
<p>Apologies were received from <b>John Doe</b>.</p></div></td></tr>
<tr><td class="mgItemNumberCell">2.</td><td><p class="mgAiTitleTxt">Roads <span>PDF 120 KB</span></p>
<div class="mgWordPara"><p>Jane Roe reported that the road was closed.</p>
<p class="MsoListParagraph">&middot;<span>&nbsp;&nbsp;&nbsp; </span>JR to write to Highways</p></div>
<ul class="mgActionList"><li><a href="x">View the declarations</a></li></ul></td></tr></table></div>
<div id="footer">Mill District Council</div></body></html>"""


def page(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "a.html"
    path.write_text(text, encoding="utf-8")
    return read(path)[0]


def test_a_committee_page(tmp_path: Path) -> None:
    document = page(tmp_path, COMMITTEE)
    assert [(block.kind, block.marker, block.text) for block in document.blocks] == [
        ("heading", None, "Agenda and minutes"),
        ("paragraph", None, "Mill Ward Forum - Thursday, 20th March 2025 7.00 pm"),
        ("paragraph", None, "Venue: Mill Hall"),
        ("heading", "1.", "Apologies"),
        ("heading", None, "Minutes:"),
        ("paragraph", None, "Apologies were received from John Doe."),
        ("heading", "2.", "Roads"),
        ("paragraph", None, "Jane Roe reported that the road was closed."),
        ("bullet", "·", "JR to write to Highways"),
    ]
    left = " ".join(entry.text for entry in document.left_out)
    assert all(words in left for words in ("Home", "Councillors", "View the declarations", "Mill District Council"))


def test_menus_are_left_out_and_the_main_part_is_kept(tmp_path: Path) -> None:
    text = (
        "<body><nav><a>Start</a></nav><header><a>Log in</a></header><main>"
        "<header><h1>Minutes</h1><p>Of May.</p></header>"
        "<p>Jane opened the meeting and thanked all who came to it.</p><aside>Adverts</aside></main>"
        "<footer>Contact</footer></body>"
    )
    document = page(tmp_path, text)
    assert [block.text for block in document.blocks] == [
        "Minutes",
        "Of May.",
        "Jane opened the meeting and thanked all who came to it.",
    ]
    assert sorted(entry.text for entry in document.left_out) == ["Adverts", "Contact", "Log in", "Start"]


def test_tables_with_merged_cells_and_lists_in_cells(tmp_path: Path) -> None:
    text = (
        "<p>Log of the forum</p><table><tr><th>Item</th><th>Action</th><th>Owner</th></tr>"
        "<tr><td rowspan=2>Roads</td><td><ul><li>Mend</li><li>Sweep</li></ul></td><td>JR</td></tr>"
        "<tr><td>Count</td><td>JD</td></tr><tr><td colspan=3>End of log</td></tr></table>"
    )
    rows = [block for block in page(tmp_path, f"<body>{text}</body>").blocks if block.kind == "row"]
    assert [row.cells for row in rows] == [
        ("Item", "Action", "Owner"),
        ("Roads", "• Mend\n• Sweep", "JR"),
        ("", "Count", "JD"),
        ("End of log", "", ""),
    ]
    assert rows[2].heading_cells == ("Item", "Action", "Owner")
    assert rows[2].place.cell == (1, 3, 1)


def test_lists_are_numbered_as_the_browser_shows_them(tmp_path: Path) -> None:
    text = "<ol start=3><li>Mend<ol type=a><li>the gate</li></ol></li><li value=9>Count</li></ol><ul><li>Rest</li></ul>"
    blocks = page(tmp_path, f"<body>{text}</body>").blocks
    assert [(block.marker, block.level, block.text) for block in blocks] == [
        ("3.", 1, "Mend"),
        ("a.", 2, "the gate"),
        ("9.", 1, "Count"),
        ("•", 1, "Rest"),
    ]


def test_layout_tables_and_bold_paragraphs_are_running_text(tmp_path: Path) -> None:
    text = "<table><tr><td><p><b>Roads</b></p><p>Jane spoke.<br>John answered.</p></td></tr></table>"
    blocks = page(tmp_path, f"<body>{text}</body>").blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "Roads"),
        ("paragraph", "Jane spoke."),
        ("paragraph", "John answered."),
    ]


def test_preformatted_minutes_are_read_as_text(tmp_path: Path) -> None:
    blocks = page(
        tmp_path, "<body><pre>Roads\n\n  1. Jane reported on the road.\n  2. John agreed.\n</pre></body>"
    ).blocks
    assert [(block.kind, block.marker) for block in blocks] == [("heading", None), ("bullet", "1."), ("bullet", "2.")]


def test_what_was_struck_out_or_hidden_is_left_out(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        '<body><p>JR <del>John</del> to write.</p><div style="display: none">x</div><p>Agreed by all.</p></body>',
    )
    assert document.blocks[0].text == "JR to write."
    assert {(entry.text, entry.why) for entry in document.left_out} >= {("John", "struck out"), ("x", "menu")}


def test_resolutions_are_a_paragraph_with_limbs(tmp_path: Path) -> None:
    text = (
        '<p class="mgSubItemTitleTxt">Decision:</p><p><b>RESOLVED:</b></p><p>(1) That the plan be approved; and</p>'
        "<p>(2) That the road be mended; and</p><p>(3) That the pond be dredged.</p>"
    )
    blocks = page(tmp_path, f"<body>{text}</body>").blocks
    assert [(block.kind, block.level, block.marker) for block in blocks] == [
        ("heading", 3, None),
        ("paragraph", 0, None),
        ("bullet", 1, "(1)"),
        ("bullet", 1, "(2)"),
        ("bullet", 1, "(3)"),
    ]


def test_links_to_documents_are_left_out(tmp_path: Path) -> None:
    text = (
        '<p>Venue: Mill Hall. <a href="m">View directions</a></p><ul class="mgBulletList"><li><a>Plan</a></li></ul>'
        '<ul class="mgBulletList"><li>Jane spoke of the plan</li></ul>'
    )
    document = page(tmp_path, f"<body>{text}</body>")
    assert [block.text for block in document.blocks] == ["Venue: Mill Hall.", "Jane spoke of the plan"]
    assert {(entry.text, entry.why) for entry in document.left_out} == {
        ("View directions", "link"),
        ("Plan", "document link"),
    }


def test_minutes_set_as_a_table(tmp_path: Path) -> None:
    told = (
        "The forum heard that the road to the mill will be closed for three weeks in May while the drains are mended."
    )
    rows = "".join(
        f"<tr><td>{number}</td><td><p><b>{title}</b></p><p>{told}</p></td><td>{owner}</td></tr>"
        for number, title, owner in (("1.", "Roads", "JR"), ("2.", "Ponds", "AB"))
    )
    head = "<tr><th>Item</th><th>Minutes</th><th>Action</th></tr>"
    blocks = page(tmp_path, f"<body><table>{head}{rows}</table></body>").blocks
    assert [(block.kind, block.marker, block.margin) for block in blocks] == [
        ("row", None, None),
        ("heading", "1.", None),
        ("paragraph", None, "JR"),
        ("heading", "2.", None),
        ("paragraph", None, "AB"),
    ]


def test_a_wiki_page(tmp_path: Path) -> None:
    told = "<p>Jane told the forum that the road to the mill will be closed in May for three weeks.</p>"
    document = page(
        tmp_path,
        f'<div id="content"><h1>Forum</h1><div id="siteSub">From Wiki</div><div id="bodyContent"><h2>Roads'
        f'<span class="mw-editsection">[edit]</span></h2>{told}</div></div><div class="portlet"><h5>Views</h5></div>',
    )
    assert [block.text for block in document.blocks[:2]] == ["Forum", "Roads"]
    assert len(document.blocks) == 3
    assert {entry.text for entry in document.left_out} == {"From Wiki", "[edit]", "Views"}


def test_an_introduction_outside_the_main_part_is_kept(tmp_path: Path) -> None:
    text = (
        "<header><h1>Forum</h1></header><dl><dt>Present</dt><dd>Jane, John</dd><dt>Chair</dt><dd>Jane</dd></dl>"
        "<nav><h2>Contents</h2></nav><main><h2>Roads</h2><p>Jane told of the road at some length to all.</p></main>"
    )
    blocks = page(tmp_path, f"<body>{text}</body>").blocks
    assert [(block.kind, block.text) for block in blocks[:3]] == [
        ("heading", "Forum"),
        ("row", "Present\tJane, John"),
        ("row", "Chair\tJane"),
    ]
    assert blocks[3].text == "Roads"


def test_what_google_docs_writes(tmp_path: Path) -> None:
    counter = ".lst-kix_x-1 > li:before{content:counter(lst-ctn-kix_x-1,lower-latin) '.'}"
    style = f".c1{{font-weight:700}}.c2{{color:#ff0000}}{counter}"
    body = (
        '<p><span class="c1">Roads</span></p><p><span>Jane spoke.</span></p><p><span class="c2">It is late.</span></p>'
        '<ol class="lst-kix_x-0" start="1"><li>JR to write of it</li></ol>'
        '<ol class="lst-kix_x-1"><li>to the county</li></ol>'
    )
    blocks = page(tmp_path, f"<html><head><style>{style}</style></head><body>{body}</body></html>").blocks
    assert [(block.kind, block.marker, block.level) for block in blocks] == [
        ("heading", None, 2),
        ("paragraph", None, 0),
        ("paragraph", None, 0),
        ("bullet", "1.", 1),
        ("bullet", "a.", 2),
    ]
    assert blocks[2].colours == ("#ff0000",)


def test_what_word_writes(tmp_path: Path) -> None:
    mark = "<![if !supportLists]><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp; </span></span><![endif]>"
    items = "".join(
        f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>{mark.format(sign)}{text}</p>"
        for level, sign, text in ((1, "·", "JR to write to the county"), (2, "o", "and to the town"))
    )
    table = "<table><tr><td>Road</td><td style='background:red'>Late</td></tr></table>"
    blocks = page(tmp_path, f"<html xmlns:o='x'><body><div>{items}{table}</div></body></html>").blocks
    assert [(block.kind, block.marker, block.level) for block in blocks[:2]] == [("bullet", "·", 1), ("bullet", "o", 2)]
    assert blocks[2].colours == (None, "#ff0000")


def test_a_table_in_a_cell_of_a_headed_table(tmp_path: Path) -> None:
    inner = "<table><tr><td>Gate</td><td>May</td></tr></table>"
    text = f"<table><tr><th>Task</th><th>Owner</th></tr><tr><td>Mend{inner}</td><td>JR</td></tr></table>"
    assert [block.cells for block in page(tmp_path, f"<body>{text}</body>").blocks] == [
        ("Task", "Owner"),
        ("Mend\nGate; May", "JR"),
    ]


def test_attributes_of_other_programs_are_no_line_numbers(tmp_path: Path) -> None:
    assert page(tmp_path, "<body><p data-line='x'>Jane spoke of it.</p></body>").blocks[0].place.line == 1


def test_a_list_that_is_called_a_menu_is_left_out_only_where_it_holds_links(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<h1>Mill Ward Forum</h1><p>Jane Roe opened the meeting, and the forum agreed what follows:</p>"
        '<ul class="menu"><li>The lane is to be swept.</li><li>The mill is to be let.</li></ul>'
        '<ul class="menu"><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul>',
    )
    assert [block.text for block in document.blocks][2:] == ["The lane is to be swept.", "The mill is to be let."]
    assert [(entry.why, entry.text) for entry in document.left_out] == [("menu", "Home News")]


def test_what_stands_on_buttons_is_listed(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<h1>Mill Ward Forum</h1><p>Jane Roe opened the meeting.</p><button>Print this</button>"
        "<select><option>Spring</option><option>Autumn</option></select>",
    )
    assert [(entry.why, entry.text) for entry in document.left_out] == [
        ("button", "Print this"), ("button", "Spring Autumn")
    ]  # fmt: skip
