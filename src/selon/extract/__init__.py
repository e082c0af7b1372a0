"""Doc → mentions: claims, events, figures, times, places, labels, unknowns, each by a plain function."""
