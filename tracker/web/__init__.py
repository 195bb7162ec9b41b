"""The pages that mails lead to, over HTTP. So far: leaving the list, and a word to the monitor."""
