/// Eight bytes at a time: what verification does for every byte of a ledger is done in words.
///
/// A word holds bytes as they lie in memory, the first in the lowest eight bits.
enum ByteWords {
    /// The number with this byte in all eight places.
    @inline(__always)
    static func each(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

    /// The first `count` bytes of a word, the others zero; `count` is at most 8.
    @inline(__always)
    static func first(_ count: Int, of word: UInt64) -> UInt64 {
        count >= 8 ? word : word & ~(UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* count))
    }

    /// Sets bit 7 of the first byte that is zero; of the bytes after it, bit 7 means nothing.
    @inline(__always)
    static func zeros(in word: UInt64) -> UInt64 { (word &- each(1)) & ~word & each(0x80) }

    /// Sets bit 7 of the first byte that does not stand for itself in a string: a control character, a quote, a
    /// backslash, or no ASCII. Of the bytes after it, bit 7 means nothing.
    @inline(__always)
    static func specialCharacters(in word: UInt64) -> UInt64 {
        let control = (word &- each(0x20)) & ~word
        let (quote, backslash, delete) = (word ^ each(0x22), word ^ each(0x5C), word ^ each(0x7F))
        let others =
            (quote &- each(1)) & ~quote | (backslash &- each(1)) & ~backslash | (delete &- each(1)) & ~delete
        return (word | control | others) & each(0x80)
    }

    /// How many bytes from the first one on spell a member name's characters: `a` to `z`, `0` to `9` and `_`.
    @inline(__always)
    static func nameCharacters(in word: UInt64) -> Int {
        let low = word & each(0x7F)
        // Adding to seven bits carries into the eighth, and no further, where the byte is at least that much.
        let letters = (low &+ each(0x80 - 0x61)) & ~(low &+ each(0x80 - 0x7B))
        let digits = (low &+ each(0x80 - 0x30)) & ~(low &+ each(0x80 - 0x3A))
        let others = (low ^ each(0x5F)) &+ each(0x7F)
        let refused = (~(letters | digits) & others | word) & each(0x80)
        return refused == 0 ? 8 : refused.trailingZeroBitCount &>> 3
    }
}

extension Span where Element == UInt8 {
    /// The bytes of `range`, at most eight of them, as one word; those that it does not have are zero.
    @inline(__always)
    package func word(_ start: Int, _ count: Int) -> UInt64 {
        if start &+ 8 <= self.count {
            let word = bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
            return ByteWords.first(count, of: UInt64(littleEndian: word))
        }
        var word: UInt64 = 0
        for offset in 0..<Swift.max(0, Swift.min(count, 8, self.count &- start)) {
            word |= UInt64(self[start &+ offset]) &<< UInt64(truncatingIfNeeded: 8 &* offset)
        }
        return word
    }

    /// Whether the bytes of `range` are the bytes of the text.
    package func holds(_ text: Span<UInt8>, in range: Range<Int>) -> Bool {
        guard range.count == text.count else { return false }
        var offset = 0
        while offset < text.count {
            let count = Swift.min(8, text.count &- offset)
            if word(range.lowerBound &+ offset, count) != text.word(offset, count) { return false }
            offset &+= 8
        }
        return true
    }

    /// Where the printable ASCII ends that stands for itself in a string: nearly every byte of a ledger is read
    /// here, so eight are looked at in one step.
    @inline(__always)
    func endOfPlainCharacters(from start: Int, to end: Int) -> Int {
        var place = start
        let raw = bytes
        while place &+ 8 <= count {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
            let special = ByteWords.specialCharacters(in: UInt64(littleEndian: word))
            if special != 0 { return Swift.min(end, place &+ special.trailingZeroBitCount &>> 3) }
            place &+= 8
            if place >= end { return end }
        }
        while place < end {
            let byte = self[place]
            guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else {
                break
            }
            place &+= 1
        }
        return place
    }

    /// Where a byte stands for the first time from a place on; nil where it does not.
    package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        var place = start
        let raw = bytes
        let wanted = ByteWords.each(byte)
        while place &+ 8 <= count {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
            let found = ByteWords.zeros(in: word ^ wanted)
            if found != 0 { return place &+ found.trailingZeroBitCount &>> 3 }
            place &+= 8
        }
        while place < count {
            if self[place] == byte { return place }
            place &+= 1
        }
        return nil
    }
}
