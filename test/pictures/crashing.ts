// Acts like a decoder that a hostile file crashes.
process.on("message", () => process.exit(139));
