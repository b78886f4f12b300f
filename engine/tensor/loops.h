#pragma once

/// Before a loop whose turns do not depend on each other, which the compiler cannot see: it may become vector code.
#ifdef __clang__
#define DIGITSCOPE_INDEPENDENT_TURNS _Pragma("clang loop vectorize(assume_safety)")
#else
#define DIGITSCOPE_INDEPENDENT_TURNS _Pragma("GCC ivdep")
#endif
