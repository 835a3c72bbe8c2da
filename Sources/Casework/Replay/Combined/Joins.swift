/// Which things are one and the same: disjoint sets, joined two by two. The outcome does not depend on the
/// order.
struct Joins<Element: Hashable & Sendable>: Sendable {
    private var parents: [Element: Element] = [:]

    /// The one that stands for the set that `element` is in; itself where it was never joined.
    mutating func root(of element: Element) -> Element {
        var root = element
        while let parent = parents[root] { root = parent }
        var next = element
        while let parent = parents[next] {
            if parent != root { parents[next] = root }
            next = parent
        }
        return root
    }

    mutating func join(_ one: Element, _ other: Element) {
        let (first, second) = (root(of: one), root(of: other))
        if first != second { parents[second] = first }
    }

    mutating func join(_ elements: some Sequence<Element>) {
        var iterator = elements.makeIterator()
        guard let first = iterator.next() else { return }
        while let next = iterator.next() { join(first, next) }
    }
}
