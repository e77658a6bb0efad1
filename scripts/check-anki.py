"""Imports packages, one after another, into a new collection of Anki's own library. Prints what each import did and what the collection has then.

See docs/decisions/025-anki.md.
"""

import os
import signal
import sys
import tempfile

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

report = []  # printed after the folder was deleted
with tempfile.TemporaryDirectory() as folder:
    collection = Collection(os.path.join(folder, "collection.anki2"))
    for path in sys.argv[1:]:
        request = ImportAnkiPackageRequest(
            package_path=os.path.abspath(path), options=ImportAnkiPackageOptions(with_scheduling=True)
        )
        log = collection.import_anki_package(request).log
        kinds = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")
        report.append([os.path.basename(path), {kind: len(getattr(log, kind)) for kind in kinds}])
    report.append(["notes", collection.note_count(), "cards", collection.card_count()])
    report.append(["decks", [deck.name for deck in collection.decks.all_names_and_ids()]])
    report.append(["media", len(os.listdir(collection.media.dir())), "missing", list(collection.media.check().missing)])
    report.append(["integrity", collection.fix_integrity()])
    for card_id in list(collection.find_cards(""))[:1]:
        card = collection.get_card(card_id)
        report.append(["tags", card.note().tags])
        report.append(["front", card.question().split("</style>")[1]])
        report.append(["back", card.answer().split("</style>")[1]])
    collection.close()
signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `head` stops reading after some lines
print("\n".join(" ".join(map(str, line)) for line in report))
