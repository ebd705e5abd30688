using System.Runtime.CompilerServices;
using IkomiaScale.Storage;
using Moq;

namespace IkomiaScale.Tests.Sync;

/// <summary>A storage that counts contents on their way and looks at objects, and can be made to behave in ways that the emulator cannot.</summary>
internal sealed class CountingStorage
{
    private readonly IStorageClient _inner;
    private int _uploads;
    private int _downloads;
    private int _looks;

    public CountingStorage(IStorageClient inner)
    {
        _inner = inner;
        var storage = new Mock<IStorageClient>(MockBehavior.Strict);
        storage.Setup(x => x.ListAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns<string, CancellationToken>(ListAsync);
        storage.Setup(x => x.ListBySha256Async(It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns<string, CancellationToken>(inner.ListBySha256Async);
        storage.Setup(x => x.FindAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns<string, CancellationToken>((path, token) =>
        {
            Interlocked.Increment(ref _looks);
            return inner.FindAsync(path, token);
        });
        storage.Setup(x => x.DeleteAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns<string, CancellationToken>(inner.DeleteAsync);
        storage.Setup(x => x.DeleteAsync(It.IsAny<IkStorageObject>(), It.IsAny<CancellationToken>())).Returns<IkStorageObject, CancellationToken>(inner.DeleteAsync);
        storage.Setup(x => x.CopyAsync(It.IsAny<IkStorageObject>(), It.IsAny<string?>(), It.IsAny<WhenExists>(), It.IsAny<CancellationToken>()))
            .Returns<IkStorageObject, string?, WhenExists, CancellationToken>(async (item, path, whenExists, token) =>
            {
                var copy = await inner.CopyAsync(item, path, whenExists, token);
                await (AfterCopy?.Invoke(copy) ?? Task.CompletedTask);
                return copy;
            });
        storage.Setup(x => x.UploadAsync(It.IsAny<UploadRequest>(), It.IsAny<CancellationToken>())).Returns<UploadRequest, CancellationToken>((request, token) =>
        {
            Interlocked.Increment(ref _uploads);
            OnUpload?.Invoke(request);
            return inner.UploadAsync(request, token);
        });
        storage.Setup(x => x.DownloadFileAsync(It.IsAny<IkStorageObject>(), It.IsAny<string>(), It.IsAny<WhenExists>(), It.IsAny<TransferOptions>(), It.IsAny<CancellationToken>()))
            .Returns<IkStorageObject, string, WhenExists, TransferOptions, CancellationToken>((item, path, whenExists, options, token) =>
            {
                Interlocked.Increment(ref _downloads);
                return inner.DownloadFileAsync(item, path, whenExists, options, token);
            });
        Storage = storage.Object;
    }

    public IStorageClient Storage { get; }

    public int Uploads => _uploads;

    public int Downloads => _downloads;

    /// <summary>How many times one object was looked at.</summary>
    public int Looks => _looks;

    /// <summary>Called before a content is sent.</summary>
    public Action<UploadRequest>? OnUpload { get; set; }

    /// <summary>Called when something was copied.</summary>
    public Func<IkStorageObject, Task>? AfterCopy { get; set; }

    /// <summary>Whether the whole project has more objects than anybody wants to list.</summary>
    public bool EndlessProject { get; init; }

    /// <summary>Objects that listings do not show.</summary>
    public HashSet<string> Hidden { get; } = [];

    /// <summary>After how many objects a listing fails.</summary>
    public int FailAfter { get; init; } = int.MaxValue;

    private async IAsyncEnumerable<IkStorageObject> ListAsync(string directory, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 0; EndlessProject && directory.Length == 0; number++)
        {
            yield return Support.StoredObjects.Object($"endless/{number}", [1, 2, 3]);
        }

        var left = FailAfter;
        await foreach (var item in _inner.ListAsync(directory, cancellationToken))
        {
            if (left-- == 0)
            {
                throw new ScaleException(ScaleErrorId.NetworkError, "The connection failed.");
            }

            if (!Hidden.Contains(item.Path!))
            {
                yield return item;
            }
        }
    }
}
