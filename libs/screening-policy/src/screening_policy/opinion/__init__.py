"""The learned second opinion: letters and words that breaches share, weighed where no rule finds anything."""
