"""Contact details that fit their kind and that do not, by hand; one a line, escapes as in Python."""

GOOD = r"""
email    ana@example.org
email    o'brien+kith@mail.example.co.uk
email    m\u00fcller@b\u00fccher.example
email    \u0645\u0631\u064a\u0645@\u0645\u062b\u0627\u0644.example
email    a@xn--bcher-kva.example
phone    +351 600 112 233
phone    (0151) 234-5678
phone    +44 (0)20 7946 0127
phone    030.123.45.67
phone    +34\u00a0600\u00a011\u00a022\u00a033
phone    12345
phone    12345678901234567890
whatsapp +55 11 91234-5678
signal   ana.01
signal   _Ana_Lima.4711
signal   +351 600 112 233
signal   https://signal.me/#eu/AbC_123-x
signal   signal.me/#p/+351600112233
linkedin ana-lima
linkedin jos\u00e9-garc\u00eda
linkedin https://www.linkedin.com/in/ana
linkedin https://pt.linkedin.com/in/ana?trk=x
linkedin Linkedin.com/in/ana
website  example.org
website  https://example.org/ada
website  Https://Example.org
website  https://example.org:8443/a?b=c#d
website  example.org/@ana
website  https://b\u00fccher.example
website  https://\u0909\u0926\u093e\u0939\u0930\u0923.example
title    Bookbinder
title    CEO & CTO <x>
title    \u5efa\u7bc9\u5bb6
company  example.org
company  https://example.org
"""

BAD = r"""
email    x
email    ana@example
email    ana@@example.org
email    ana lima@example.org
email    ana@exam ple.org
email    ana@example.org, bo@example.org
email    ana@example.org?bcc=all@example.org
email    mailto:ana@example.org
email    javascript:alert(1)
email    <ana@example.org>
email    ana@.example.org
email    ana@example.org.
email    ana@127.0.0.1
email    ana@\u202egro.elpmaxe
email    ana@example\u200b.org
phone    abc
phone    *#06#
phone    1234
phone    123456789012345678901
phone    +351 600 112 233;ext=1
phone    tel:+351600112233
phone    ++351600112
phone    600+112233
phone    \u0661\u0662\u0663\u0664\u0665\u0666
phone    \u202d+351 600 112 233
whatsapp https://wa.me/351600112233
whatsapp +351 600 112 233 (work)
signal   ana
signal   ana.1
signal   1ana.01
signal   https://signal.me@evil.example
signal   https://signal.me.evil.example/#eu/x
signal   http://signal.me/#eu/x
signal   javascript:alert(1)
signal   ana\u200b.01
linkedin x
linkedin https://linkedin.com.evil.example/in/x
linkedin https://evil.example/linkedin.com/in/x
linkedin https://evillinkedin.com/in/x
linkedin https://linkedin.com@evil.example/in/x
linkedin https://evil.example\\@linkedin.com/in/x
linkedin http://www.linkedin.com/in/x
linkedin https://l\u0131nkedin.com/in/x
linkedin https://linkedin.com
linkedin ana lima
linkedin javascript:alert(1)
linkedin ana\u202eamil
website  javascript:alert(1)
website  data:text/html,x
website  //evil.example
website  http://example.org
website  ftp://example.org
website  https://user:pass@example.org
website  https://example.org@evil.example
website  https:example.org
website  https:/example.org
website  https://example.org\\@evil.example
website  https://localhost
website  localhost:3000
website  localhost
website  https://\u202egro.x
website  https://\u202egro.elpmaxe
website  https://example.org/\u202egpj.x
website  https://exa mple.org
website  intent://scan
website  127.0.0.1
website  12.05.1990
title    \u200b
title    \u3164
company  \u202e \u200b
"""


def contacts() -> dict[str, list[dict[str, str]]]:
    """Both lists as rows."""
    return {"good": _rows(GOOD), "bad": _rows(BAD)}


def _rows(text: str) -> list[dict[str, str]]:
    rows = [line.split(None, 1) for line in text.strip().splitlines()]
    return [{"kind": kind, "value": value.encode().decode("unicode_escape")} for kind, value in rows]
