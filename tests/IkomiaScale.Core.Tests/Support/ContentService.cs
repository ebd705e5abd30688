using System.Globalization;
using IkomiaScale.Storage;
using Microsoft.AspNetCore.Http;

namespace IkomiaScale.Tests.Support;

/// <summary>A service with one object, whose content is given as the test says: each time it is asked for, in another way.</summary>
internal sealed class ContentService : IAsyncDisposable
{
    public delegate Task Answer(HttpContext context, long start);

    private readonly Answer[] _answers;
    private int _asked;

    private ContentService(byte[] content, Answer[] answers)
    {
        Content = content;
        _answers = answers;
        Object = StoredObjects.Object("dir/a.bin", content);
    }

    public byte[] Content { get; }

    public IkStorageObject Object { get; }

    public FakeService Service { get; private set; } = null!;

    public IStorageClient Storage => Service.Storage;

    /// <summary>From where the content was asked for, each time.</summary>
    public IEnumerable<string?> Ranges => Service.Calls.Where(call => call.Target == "/content").Select(call => call.Header("Range"));

    /// <param name="content">The content.</param>
    /// <param name="answers">How it is given each time; the last one is kept to.</param>
    public static async Task<ContentService> StartAsync(byte[] content, params Answer[] answers)
    {
        var service = new ContentService(content, answers);
        service.Service = await FakeService.StartAsync(service.AnswerAsync);
        return service;
    }

    /// <summary>All from the start, whatever is asked for.</summary>
    public static Answer Whole(byte[] content) => (context, _) => GiveAsync(context, content, 0, content.Length);

    /// <summary>The rest of it, as 206.</summary>
    public static Answer Rest(byte[] content) => (context, start) => GivePartAsync(context, content, start, content.Length);

    /// <summary>The rest of it, but only so much before the connection breaks.</summary>
    public static Answer RestUpTo(byte[] content, int count) => (context, start) => GivePartAsync(context, content, start, (int)start + count);

    /// <summary>All from the start, but only so much before the connection breaks.</summary>
    public static Answer WholeUpTo(byte[] content, int count) => (context, _) => GiveAsync(context, content, 0, count);

    public static Answer Refusal(int status) => (context, _) => context.RefuseAsync(status);

    public async Task<byte[]> DownloadAsync(TransferOptions? options = null)
    {
        using var destination = new MemoryStream();
        await Storage.DownloadAsync(Object, destination, options);
        return destination.ToArray();
    }

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    private static Task GivePartAsync(HttpContext context, byte[] content, long start, int end)
    {
        if (start > 0)
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = FormattableString.Invariant($"bytes {start}-{content.Length - 1}/{content.Length}");
        }

        return GiveAsync(context, content, (int)start, end);
    }

    private static async Task GiveAsync(HttpContext context, byte[] content, int start, int end)
    {
        context.Response.ContentLength = content.Length - start;
        await context.Response.Body.WriteAsync(content.AsMemory(start, end - start), context.RequestAborted);
        if (end < content.Length)
        {
            await context.BreakOffAsync();
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var range = context.Request.Headers.Range.ToString();
        var start = range.Length == 0 ? 0 : long.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
        return context.Target() == "/content"
            ? _answers[Math.Min(Interlocked.Increment(ref _asked), _answers.Length) - 1](context, start)
            : context.RefuseAsync(404);
    }
}
