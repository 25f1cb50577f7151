"""The page of imports, part by part: files on their way (``file``, ``intake``), the card of one file (``plan`` and its
``head``, ``tabs``, ``foot``), the sheet as it stands in the file (``sheet``, ``cells``), what is asked (``questions``),
and the page of a change that was made (``record``)."""
