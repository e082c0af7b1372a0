"""Builds and measures the trained pipelines that Selon ships."""
