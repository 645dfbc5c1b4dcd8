#pragma once

// The reader's deletions and core are reached through the library's own switch; it changes access, not
// layout.
#ifndef LPP_EXPOSE_INTERNAL
#define LPP_EXPOSE_INTERNAL
#endif

#include <lucene++/LuceneHeaders.h>

#include <lucene++/BitVector.h>
#include <lucene++/ConcurrentMergeScheduler.h>
#include <lucene++/NoLockFactory.h>
#include <lucene++/PositionIncrementAttribute.h>
#include <lucene++/SegmentReader.h>
#include <lucene++/SegmentTermDocs.h>
#include <lucene++/Similarity.h>
#include <lucene++/TermAttribute.h>
#include <lucene++/TermPositions.h>
