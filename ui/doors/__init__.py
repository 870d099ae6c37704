"""Doors for every other program: HTTP with JSON, OpenAI's protocol, MCP, Prometheus and OpenTelemetry."""
