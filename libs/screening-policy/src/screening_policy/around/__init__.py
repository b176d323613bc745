"""What people say around the things that they may not ask for, rule by rule: clues."""
