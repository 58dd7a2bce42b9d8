"""Sixty texts that spreadsheet programs take for formulas, or break on, and words of many scripts."""

COMMANDS = ("1+1", 'HYPERLINK("http://x.example","tap")', "cmd|' /C calc'!A0", "SUM(1,1)", '1+1"')
STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BEFORE = ("", " ", "\u00a0", "\u200f", "\ufeff", "'")

# What people may have as their name or in an answer: one line.
ONE_LINE = (
    *(f"{start}{command}" for start in STARTS for command in COMMANDS[:3]),
    *(f"{before}={COMMANDS[0]}" for before in BEFORE[1:]),
    "Ana;=1+1",
    "Ana; =1+1;-2",
    "''=1+1",
    "-",
    "+351 600 112 233",
    '=COUNTIF("a,b";"c")',
    'Ana "the welder" O\'Neill',
    'quotes, "commas", and; semicolons',
    "1/2",
    "007",
    "1e5",
    "2026-11-24",
    "TRUE",
    "<b>&amp;</b> ]]>",
    "_x000D_ and _x0041_",
    "\u202eevil\u202c",
    "\u0627\u0646\u0627 =1+1",
    "\u05e9\u05dc\u05d5\u05dd\u200f!",
    "\u674e\u5c0f\u9f8d\uff08=1+1\uff09",
    "\U0001f9d1\u200d\U0001f33e\U0001f1f5\U0001f1f9",
    "\U0001f600=1+1",
    "Z\u0351\u036ba\u0363\u0368",
    "https://x.example/?a=1&b=2",
)
# What only a broken import could bring: several lines, tabs, and breaks of other systems.
MANY_LINES = (
    "a\n=1+1",
    "a\r\n=1+1",
    "a\r=1+1",
    "\t=1+1",
    "\n=1+1",
    "a\t=1+1\t@b",
    "a\u2028=1+1",
    "\n\n",
    "line one\nline two\n- three",
)
PAYLOADS = (*ONE_LINE, *MANY_LINES)
