"""Imports packages, one after another, into a new collection of Anki's own library. Prints what each import did and what the collection has then.

See docs/decisions/025-anki.md.
"""

import os
import sys
import tempfile

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

with tempfile.TemporaryDirectory() as folder:
    collection = Collection(os.path.join(folder, "collection.anki2"))
    for path in sys.argv[1:]:
        request = ImportAnkiPackageRequest(
            package_path=os.path.abspath(path), options=ImportAnkiPackageOptions(with_scheduling=True)
        )
        log = collection.import_anki_package(request).log
        kinds = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")
        print(os.path.basename(path), {kind: len(getattr(log, kind)) for kind in kinds})
    print("notes", collection.note_count(), "cards", collection.card_count())
    print("decks", [deck.name for deck in collection.decks.all_names_and_ids()])
    print("media", len(os.listdir(collection.media.dir())), "missing", list(collection.media.check().missing))
    print("integrity", collection.fix_integrity())
    for card_id in list(collection.find_cards(""))[:1]:
        card = collection.get_card(card_id)
        print("tags", card.note().tags)
        print("front", card.question().split("</style>")[1])
        print("back", card.answer().split("</style>")[1])
    collection.close()
