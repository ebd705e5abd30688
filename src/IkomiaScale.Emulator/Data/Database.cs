using System.Collections.Concurrent;

namespace IkomiaScale.Emulator.Data;

/// <summary>The SQLite database: one connection that writes, and a few that read at the same time.</summary>
internal sealed class Database : IDisposable
{
    private const int Readers = 8;

    private readonly string _file;
    private readonly DatabaseConnection _writer;
    private readonly SemaphoreSlim _writerTurn = new(1, 1);
    private readonly SemaphoreSlim _readerTurns = new(Readers, Readers);
    private readonly ConcurrentBag<DatabaseConnection> _idleReaders = [];

    private Database(string file, DatabaseConnection writer)
    {
        _file = file;
        _writer = writer;
    }

    public static Database Open(string file)
    {
        var writer = DatabaseConnection.Open(file);
        try
        {
            Schema.Ensure(writer, file);
            return new Database(file, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Runs a change in one transaction. An exception rolls it back.</summary>
    public async Task<T> WriteAsync<T>(Func<DatabaseConnection, T> change, CancellationToken cancellation)
    {
        await _writerTurn.WaitAsync(cancellation);
        try
        {
            return _writer.InTransaction(() => change(_writer));
        }
        finally
        {
            _writerTurn.Release();
        }
    }

    public async Task<T> ReadAsync<T>(Func<DatabaseConnection, T> read, CancellationToken cancellation)
    {
        await _readerTurns.WaitAsync(cancellation);
        try
        {
            var connection = _idleReaders.TryTake(out var idle) ? idle : DatabaseConnection.Open(_file);
            try
            {
                return read(connection);
            }
            finally
            {
                _idleReaders.Add(connection);
            }
        }
        finally
        {
            _readerTurns.Release();
        }
    }

    public void Dispose()
    {
        foreach (var reader in _idleReaders)
        {
            reader.Dispose();
        }

        // Last: the connection that closes last merges the write-ahead log into the database.
        _writer.Dispose();
        _writerTurn.Dispose();
        _readerTurns.Dispose();
    }
}
