"""From bytes to reports: decoding, and the formats that reports arrive in."""
