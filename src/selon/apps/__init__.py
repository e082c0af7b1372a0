"""From reports and records to people: what stands between Selon and a screen, a file or a service."""
