"""The content on paper, for people who know the law or read the language and can judge it."""
