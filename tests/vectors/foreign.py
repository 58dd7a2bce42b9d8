"""Scanned texts that are not ours, however much they look like it."""


def foreign_texts(payload: str) -> list[str]:
    """`payload` would be a good one, were it not for what stands before it."""
    return [
        "",
        payload,
        "http://kith.example/s#" + payload,
        "https://kith.example.evil.test/s#" + payload,
        "https://kith.example:8443/s#" + payload,
        "https://kith.example@evil.test/s#" + payload,
        "https://evil.test/https://kith.example/s#" + payload,
        "https://k\u0456th.example/s#" + payload,
        "https://\uff4bith.example/s#" + payload,
        "HTTPS://KITH.EXAMPLE/S#" + payload,
        "https://kith.example\\@evil.test/s#" + payload,
        "https://kith.example/s?x#" + payload,
        "https://kith.example/admin",
        "https://kith.example/j/abc",
        "https://kith.example/b/short",
        "javascript:alert(1)",
        "intent://scan/#Intent;scheme=zxing;end",
        "data:text/html,<script>alert(1)</script>",
        "WIFI:T:WPA;S:venue;P:secret;;",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Eve\nEND:VCARD",
        "x" * 3000,
    ]
