"""A run as one self-contained HTML file: no network, no script; whatever came from outside is escaped."""

from eval.report.page import report_html, write_report

__all__ = ["report_html", "write_report"]
