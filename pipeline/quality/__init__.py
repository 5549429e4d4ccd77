"""Quality samples: how many documents to judge, which, and what the judgements say."""
