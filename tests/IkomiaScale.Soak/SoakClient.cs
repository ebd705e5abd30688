using System.Net;
using System.Security.Cryptography;
using IkomiaScale.Storage;

namespace IkomiaScale.Soak;

/// <summary>
/// One client with connections, token and a folder of its own, which does whatever comes to its mind and knows what must be
/// there. What it does depends on its number alone.
/// </summary>
internal sealed class SoakClient : IDisposable
{
    private const int MostObjects = 12;
    private const int LongestContent = 64 * 1024;

    private readonly Dictionary<string, string> _expected = new(StringComparer.Ordinal);
    private readonly SoakReport _report;
    private readonly StrictTransport _transport;
    private readonly ScaleClient _client;
    private readonly Random _random;
    private readonly string _folder;
    private int _names;

    public SoakClient(int number, Uri address, SoakReport report)
    {
        _report = report;
        _random = new Random(number);
        _folder = $"soak/{number}";
        _transport = new StrictTransport(report);
        var options = new ScaleClientOptions(address, new NetworkCredential(string.Empty, "emulator-token").SecurePassword)
        {
            ScaleUrl = address,
            StorageUrl = address,
        };
        _client = new ScaleClient(options, _transport, TimeProvider.System);
    }

    public int ExpectedCount => _expected.Count;

    private IStorageClient Storage => _client.Storage;

    /// <summary>Works until it is to end; what is begun is brought to its end.</summary>
    public async Task WorkAsync(CancellationToken end, CancellationToken limit)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                _report.CountOperation(await DoSomethingAsync(limit).ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is ScaleException or OperationCanceledException)
            {
                _report.Add($"{_folder}: {exception.Message}");
                return;
            }
        }
    }

    /// <summary>Reads everything back.</summary>
    public async Task CheckAsync(CancellationToken limit)
    {
        try
        {
            foreach (var item in await ListAsync(limit).ConfigureAwait(false))
            {
                await ReadAsync(item, limit).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is ScaleException or OperationCanceledException)
        {
            _report.Add($"{_folder} cannot be read back: {exception.Message}");
        }
    }

    /// <summary>How many objects there are in the whole storage.</summary>
    public async Task<int> CountAllAsync(CancellationToken limit)
    {
        var count = 0;
        await foreach (var _ in Storage.ListAsync(string.Empty, limit).ConfigureAwait(false))
        {
            count++;
        }

        return count;
    }

    public void Dispose()
    {
        _client.Dispose();
        _transport.Dispose();
    }

    private Task<long> DoSomethingAsync(CancellationToken limit) => _random.Next(100) switch
    {
        _ when _expected.Count == 0 => SendAsync(NewPath(), WhenExists.Fail, limit),
        < 35 when _expected.Count < MostObjects => SendAsync(NewPath(), WhenExists.Fail, limit),
        < 50 => SendAsync(AnyPath(), WhenExists.Overwrite, limit),
        < 60 when _expected.Count < MostObjects => CopyAsync(limit),
        < 75 => ReadAnyAsync(limit),
        < 80 => ListAllAsync(limit),
        < 85 => PresignAsync(limit),
        _ => DeleteAsync(limit),
    };

    private async Task<long> SendAsync(string path, WhenExists whenExists, CancellationToken limit)
    {
        var content = new byte[_random.Next(LongestContent)];
        _random.NextBytes(content);
        await Storage.UploadAsync(new UploadRequest(UploadSource.FromBytes(content), path) { WhenExists = whenExists }, limit).ConfigureAwait(false);
        _expected[path] = Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();
        return content.Length;
    }

    private async Task<long> CopyAsync(CancellationToken limit)
    {
        var source = await FindAnyAsync(limit).ConfigureAwait(false);
        var path = NewPath();
        await Storage.CopyAsync(source, path, WhenExists.Fail, limit).ConfigureAwait(false);
        _expected[path] = _expected[source.Path!];
        return 0;
    }

    private async Task<long> ReadAnyAsync(CancellationToken limit) =>
        await ReadAsync(await FindAnyAsync(limit).ConfigureAwait(false), limit).ConfigureAwait(false);

    private async Task<long> ListAllAsync(CancellationToken limit)
    {
        await ListAsync(limit).ConfigureAwait(false);
        return 0;
    }

    private async Task<long> PresignAsync(CancellationToken limit)
    {
        var source = await FindAnyAsync(limit).ConfigureAwait(false);
        await Storage.CreatePresignedUrlAsync(source.Uid, DateTimeOffset.UtcNow.AddMinutes(5), limit).ConfigureAwait(false);
        return 0;
    }

    private async Task<long> DeleteAsync(CancellationToken limit)
    {
        var path = AnyPath();
        await Storage.DeleteAsync(path, limit).ConfigureAwait(false);
        _expected.Remove(path);
        return 0;
    }

    private async Task<IkStorageObject> FindAnyAsync(CancellationToken limit)
    {
        var path = AnyPath();
        var found = await Storage.FindAsync(path, limit).ConfigureAwait(false)
            ?? throw new ScaleException(ScaleErrorId.ObjectNotFound, $"'{path}' is lost.");
        return found.Sha256 == _expected[path]
            ? found
            : throw new ScaleException(ScaleErrorId.ChecksumMismatch, $"'{path}' has another content.");
    }

    // What arrives is compared with the hash that the service tells, and that with the one that is expected.
    private async Task<long> ReadAsync(IkStorageObject source, CancellationToken limit)
    {
        using var content = new MemoryStream();
        return await Storage.DownloadAsync(source, content, cancellationToken: limit).ConfigureAwait(false);
    }

    private async Task<List<IkStorageObject>> ListAsync(CancellationToken limit)
    {
        var listed = new List<IkStorageObject>();
        await foreach (var item in Storage.ListAsync(_folder, limit).ConfigureAwait(false))
        {
            listed.Add(item);
        }

        var isRight = listed.Count == _expected.Count
            && listed.TrueForAll(item => _expected.TryGetValue(item.Path!, out var sha256) && sha256 == item.Sha256);
        return isRight ? listed : throw new ScaleException(ScaleErrorId.InvalidResponse, $"'{_folder}' lists something else than what was sent.");
    }

    private string NewPath() => $"{_folder}/{_names++}.bin";

    private string AnyPath() => _expected.Keys.ElementAt(_random.Next(_expected.Count));
}
