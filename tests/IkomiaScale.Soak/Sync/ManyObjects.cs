using System.Globalization;
using System.Reflection;
using IkomiaScale.Storage;

namespace IkomiaScale.Soak.Sync;

/// <summary>A storage that lists as many objects as wanted, and does nothing else.</summary>
public class ManyObjects : DispatchProxy
{
    private int _count;

    /// <summary>Makes one.</summary>
    internal static IStorageClient Of(int count)
    {
        var storage = Create<IStorageClient, ManyObjects>();
        ((ManyObjects)(object)storage)._count = count;
        return storage;
    }

    /// <summary>The sha256 of an object, and of its file.</summary>
    internal static string HashOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{number + 1:x16}{0:x48}");

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IStorageClient.ListAsync)
        ? ListAsync((string)args![0]!)
        : throw new NotSupportedException(targetMethod.Name);

    private async IAsyncEnumerable<IkStorageObject> ListAsync(string directory)
    {
        await Task.Yield();
        for (var number = 0; number < _count; number++)
        {
            var uid = new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString();
            yield return new IkStorageObject(uid, directory + ManyFiles.PathOf(number))
            {
                Size = ManyFiles.SizeOf(number),
                Sha256 = HashOf(number),
                CreatedAt = DateTimeOffset.UnixEpoch.AddDays(20_000),
                ContentUrl = "https://storage.example/v1/content/" + uid,
            };
        }
    }
}
