"""Gatherings, who organises them, and the questions asked there."""
