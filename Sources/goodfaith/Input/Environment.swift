internal import Foundation

/// Variables of the environment that the command looks at.
enum Environment {
    /// The value; nil where the variable is not set or empty.
    static func value(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
