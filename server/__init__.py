"""Kith's server: a Flask API, one folder ("room") per noun."""

VERSION = "0.1.0"
