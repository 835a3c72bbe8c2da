internal import COpenSSL
internal import Glibc

/// OpenSSL's error queue of the current thread.
///
/// Every function of this module leaves it empty, so that no failure is blamed on an earlier one.
package enum ErrorQueue {
    /// Whether there is no entry. Package access is for tests, which hold every function to the rule above.
    package static var isEmpty: Bool { ERR_peek_error() == 0 }

    struct Entry {
        /// The number of the library inside OpenSSL, `ERR_LIB_…`.
        let libraryCode: Int32
        /// The number of the reason inside that library.
        let reasonCode: Int32
        let reason: OpenSSLReason
    }

    /// Takes all entries out of the queue, the oldest first.
    static func drain() -> [Entry] {
        var entries: [Entry] = []
        var data: UnsafePointer<CChar>?
        var flags: Int32 = 0
        while case let code = ERR_get_error_all(nil, nil, nil, &data, &flags), code != 0 {
            let hasText = flags & ERR_TXT_STRING != 0
            entries.append(
                Entry(
                    libraryCode: ERR_GET_LIB(code),
                    reasonCode: ERR_GET_REASON(code),
                    reason: OpenSSLReason(
                        library: text(ERR_lib_error_string(code)) ?? "library \(ERR_GET_LIB(code))",
                        reason: text(ERR_reason_error_string(code)) ?? systemReason(code),
                        detail: hasText ? text(data) ?? "" : "")))
        }
        return entries
    }

    /// Empties the queue without looking at it.
    static func clear() {
        ERR_clear_error()
    }

    /// The words of the operating system, whose numbers OpenSSL passes on without any.
    private static func systemReason(_ code: UInt) -> String {
        let number = ERR_GET_REASON(code)
        return ERR_GET_LIB(code) == ERR_LIB_SYS ? String(cString: strerror(number)) : "reason \(number)"
    }

    private static func text(_ string: UnsafePointer<CChar>?) -> String? {
        string.map { String(cString: $0) }
    }
}
