// Tells the thread sanitizer what Swift's `Mutex` does where two threads want it at once.
//
// An uncontended `Mutex` is taken by an atomic instruction that stands in the code that is tested, and so is seen.
// A contended one is taken and given back in the library, which is not, and the sanitizer would take what one thread
// left for the next for a race. Linked into a program these functions stand before the library's, whose work they
// leave to it, and add what happened: taken after it is taken, given back before it is. Nothing is passed over; a
// variable that is used outside of its lock is reported as before, which `Planted` makes sure of.
#if __has_feature(thread_sanitizer)
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

// Synchronization._MutexHandle, as Swift passes it: in the register of `self`.
#define MUTEX __attribute__((swift_context)) void *mutex
#define SWIFT __attribute__((swiftcall))

static void *in_library(const char *symbol) {
    void *found = dlsym(RTLD_NEXT, symbol);
    if (found == NULL) {
        fprintf(stderr, "contended_mutex.c: Swift's Mutex has no %s here\n", symbol);
        abort();
    }
    return found;
}

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slow(uint32_t thread, MUTEX) __asm__(LOCK);
SWIFT bool try_lock_slow(MUTEX) __asm__(TRY_LOCK);
SWIFT void unlock_slow(MUTEX) __asm__(UNLOCK);

SWIFT void lock_slow(uint32_t thread, MUTEX) {
    SWIFT void (*lock)(uint32_t, MUTEX) = in_library(LOCK);
    lock(thread, mutex);
    __tsan_acquire(mutex);
}

SWIFT bool try_lock_slow(MUTEX) {
    SWIFT bool (*lock)(MUTEX) = in_library(TRY_LOCK);
    bool locked = lock(mutex);
    if (locked) __tsan_acquire(mutex);
    return locked;
}

SWIFT void unlock_slow(MUTEX) {
    SWIFT void (*unlock)(MUTEX) = in_library(UNLOCK);
    __tsan_release(mutex);
    unlock(mutex);
}
#endif
