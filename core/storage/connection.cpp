#include "core/storage/connection.h"

#include "core/storage/sqlerror_p.h"

#include <QSqlError>
#include <QVariant>

namespace explorer::storage
{
namespace
{

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// `isOneStep`: the statement is over before the caller's bytes go away, so they need no copy.
QVariant toVariant(const SqlValue &value, bool isOneStep)
{
    if (const auto *integer = std::get_if<std::int64_t>(&value))
        return QVariant(static_cast<qlonglong>(*integer));
    if (const auto *text = std::get_if<std::string>(&value))
        return QVariant(toQString(*text));
    if (const auto *blob = std::get_if<Blob>(&value)) {
        // A null QByteArray would be bound as NULL.
        const char *bytes = blob->bytes.data() == nullptr ? "" : blob->bytes.data();
        const auto size = static_cast<qsizetype>(blob->bytes.size());
        return QVariant(isOneStep ? QByteArray::fromRawData(bytes, size) : QByteArray(bytes, size));
    }
    if (const auto *real = std::get_if<double>(&value))
        return QVariant(*real);
    return {};
}

void bind(QSqlQuery &query, std::initializer_list<SqlValue> values, bool isOneStep)
{
    int position = 0;
    for (const SqlValue &value : values)
        query.bindValue(position++, toVariant(value, isOneStep));
}

} // namespace

Rows::~Rows()
{
    if (m_query != nullptr)
        m_query->finish();
}

Rows::Rows(Rows &&other) noexcept : m_query(std::exchange(other.m_query, nullptr)) {}

bool Rows::next() { return m_query->next(); }

std::int64_t Rows::integer(int column) const { return m_query->value(column).toLongLong(); }

double Rows::real(int column) const { return m_query->value(column).toDouble(); }

std::string Rows::text(int column) const
{
    const QVariant value = m_query->value(column);
    if (value.metaType().id() == QMetaType::QByteArray)
        return static_cast<const QByteArray *>(value.constData())->toStdString();
    return value.toString().toStdString();
}

bool Rows::isNull(int column) const { return m_query->isNull(column); }

std::optional<Error> Rows::failure() const
{
    if (!m_query->lastError().isValid())
        return {};
    return toError(m_query->lastError());
}

Connection::Connection(QSqlDatabase database)
    : m_name(database.connectionName()), m_database(std::move(database))
{
}

Connection::~Connection()
{
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<QSqlQuery *> Connection::prepared(std::string_view sql)
{
    if (const auto found = m_statements.find(sql); found != m_statements.end()) {
        if (found->second->isActive())
            found->second->finish();
        return found->second.get();
    }
    auto query = std::make_unique<QSqlQuery>(m_database);
    query->setForwardOnly(true);
    if (!query->prepare(toQString(sql)))
        return fail(toError(query->lastError()).withContext("preparing: " + std::string(sql)));
    return m_statements.emplace(sql, std::move(query)).first->second.get();
}

Result<Rows> Connection::query(std::string_view sql, std::initializer_list<SqlValue> values)
{
    auto statement = prepared(sql);
    if (!statement)
        return fail(std::move(statement.error()));
    bind(**statement, values, false);
    if (!(*statement)->exec()) {
        auto error = toError((*statement)->lastError()).withContext("running: " + std::string(sql));
        (*statement)->finish();
        return fail(std::move(error));
    }
    return Rows(**statement);
}

Result<std::int64_t> Connection::execute(std::string_view sql, std::initializer_list<SqlValue> values)
{
    auto statement = prepared(sql);
    if (!statement)
        return fail(std::move(statement.error()));
    QSqlQuery &query = **statement;
    bind(query, values, true);
    if (!query.exec()) {
        auto error = toError(query.lastError()).withContext("running: " + std::string(sql));
        query.finish();
        return fail(std::move(error));
    }
    m_lastInsertId = query.lastInsertId().toLongLong();
    const std::int64_t changed = query.numRowsAffected();
    query.finish();
    return changed;
}

Result<void> Connection::executeOnce(std::string_view sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(toQString(sql)))
        return fail(toError(query.lastError()).withContext("running: " + std::string(sql)));
    return {};
}

Result<void> Connection::transaction(const std::function<Result<void>()> &body)
{
    if (auto begun = execute("BEGIN"); !begun)
        return fail(std::move(begun.error()));
    auto done = body();
    if (done) {
        auto committed = execute("COMMIT");
        if (committed)
            return {};
        done = fail(std::move(committed.error()));
    }
    // Fails only where SQLite has already rolled back by itself.
    (void)execute("ROLLBACK");
    return done;
}

} // namespace explorer::storage
