#pragma once

#include "corpusfile.h"
#include "queryrunner.h"

#include <string>

namespace explorer::bench
{

/// Another engine that indexes the corpus in a directory and answers the same queries. Throws what its
/// library throws; that ends the program.
class Peer
{
public:
    virtual ~Peer() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    /// Opens the directory to write to it.
    virtual void beginWriting(const std::string &directory) = 0;
    virtual void add(const CorpusDocument &document) = 0;
    virtual void remove(const CorpusDocument &document) = 0;
    /// Makes all of it durable.
    virtual void endWriting() = 0;
    /// A searcher for one thread.
    virtual Searcher open(const std::string &directory) = 0;
};

/// The program: build CORPUS INDEX | delete CORPUS INDEX (every twentieth) | query QUERIES INDEX and
/// enginebench's options.
int runPeer(Peer &peer, int argc, char **argv);

} // namespace explorer::bench
