#pragma once

/// Two of glibc's heaps ("arenas") for all threads, as many as there are threads that allocate much. Each thread has its own
/// otherwise, and where the system hands out pages of 2 MB every one of them takes some: 20 MB in all. Before any thread starts.
void shareArenas();

/// Gives what was freed back to the system. The allocator keeps it otherwise, a hundred megabytes after a large network that
/// was used for a moment. Takes some milliseconds; from any thread.
void returnFreeMemory();
