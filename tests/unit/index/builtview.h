#pragma once

#include "core/index/lucene/build/segmentbuilder.h"
#include "core/index/lucene/execute/indexview.h"
#include "randomdocuments.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <stdexcept>

namespace explorer::test
{

/// A view over segments that the builder wrote, and the model that says what is in it. Documents are dealt to
/// the segments one after the other; `deletedPercent` of each segment's are deleted.
class BuiltView
{
public:
    BuiltView(RandomDocuments &random, int documents, int segments, int deletedPercent)
        : BuiltView([&random](int) { return random.document(); }, documents, segments,
                    [&random, deletedPercent](int) { return random.below(100) < deletedPercent; })
    {
    }
    /// Of documents by their numbers, each asked for once and in order.
    BuiltView(const std::function<std::string(int)> &document, int documents, int segments,
              const std::function<bool(int)> &isDeleted)
        : m_oracle(RandomDocuments::schema())
    {
        const api::Schema schema = RandomDocuments::schema();
        std::vector<index::SegmentState> states;
        int next = 0;
        for (int i = 0; i < segments; ++i) {
            index::SegmentBuilder builder(schema);
            const int end = documents * (i + 1) / segments;
            auto deletions = std::make_shared<index::Deletions>(end - next);
            for (const int begin = next; next < end; ++next) {
                const std::string id = "d" + std::to_string(next);
                const std::string json = document(next);
                std::vector<query::TypeProblem> problems;
                builder.add(id, query::extractFields(schema, json, problems).value());
                if (isDeleted(next))
                    deletions->insert(next - begin);
                else
                    m_oracle.put(id, json);
            }
            states.push_back({write(builder, "_" + std::string(1, static_cast<char>('a' + i))),
                              deletions->count() > 0 ? deletions : nullptr});
        }
        m_view = std::make_unique<index::IndexView>(std::move(states), 1);
    }
    [[nodiscard]] const index::IndexView &view() const { return *m_view; }
    [[nodiscard]] const Oracle &oracle() const { return m_oracle; }
    [[nodiscard]] std::filesystem::path directory() const { return m_directory.path().toStdString(); }

private:
    std::shared_ptr<const index::Segment> write(index::SegmentBuilder &builder, const std::string &name)
    {
        const auto written = builder.write(directory(), name);
        if (!written)
            throw std::runtime_error(written.error().message);
        auto segment = index::Segment::open(directory(), name, written->documents);
        if (!segment)
            throw std::runtime_error(segment.error().message);
        return *segment;
    }

    QTemporaryDir m_directory;
    Oracle m_oracle;
    std::unique_ptr<index::IndexView> m_view;
};

} // namespace explorer::test
