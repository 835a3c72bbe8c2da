internal import Foundation

/// The processor time that this thread has used, in seconds.
enum ThreadClock {
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// What this process holds, as the kernel tells.
enum ProcessMemory {
    /// The most that was resident at any time, in KiB; 0 where the kernel does not say.
    static var peakKiB: Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let number = line.split(whereSeparator: { !$0.isNumber }).first
        else { return 0 }
        return Int(number) ?? 0
    }
}
