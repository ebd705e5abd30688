using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments.Batches;

/// <summary>A run that is wanted, and its key.</summary>
internal sealed record KeyedRun(JournalKey Key, RunRequest Request, IReadOnlyList<InputIdentity> Inputs)
{
    /// <summary>The sha256 of each input's content.</summary>
    public IReadOnlyList<string> Contents => Inputs.Select(input => input.Sha256).ToList();

    /// <summary>What is sent: the inputs as they were looked up, and as they still are when it leaves.</summary>
    /// <param name="beforeSending">Awaited when all is ready.</param>
    public RunRequest ToSend(Func<Task> beforeSending) => Request.With(
        Inputs.Select(input => input.Input).ToList(),
        () =>
        {
            foreach (var input in Inputs)
            {
                input.EnsureUnchanged?.Invoke();
            }

            return beforeSending();
        });
}
