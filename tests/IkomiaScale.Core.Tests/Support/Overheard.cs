using System.Collections.Concurrent;
using IkomiaScale.Errors;

namespace IkomiaScale.Tests.Support;

/// <summary>What <c>-Verbose</c> would show.</summary>
internal static class Overheard
{
    /// <summary>Does something and gives what was told meanwhile.</summary>
    public static async Task<IReadOnlyCollection<string>> WhileAsync(Func<Task> action)
    {
        var heard = new ConcurrentQueue<string>();
        await Task.Run(() =>
        {
            ScaleLog.Listen(heard.Enqueue);
            return action();
        });
        return heard;
    }
}
