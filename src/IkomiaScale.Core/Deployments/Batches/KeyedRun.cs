using IkomiaScale.Deployments.Inputs;
using IkomiaScale.Deployments.Journal;

namespace IkomiaScale.Deployments.Batches;

/// <summary>A run with its key.</summary>
internal sealed record KeyedRun(JournalKey Key, RunRequest Request, IReadOnlyList<InputIdentity> Inputs)
{
    /// <summary>The sha256 of the content of each input.</summary>
    public IReadOnlyList<string> Contents => Inputs.Select(input => input.Sha256).ToList();

    /// <summary>Returns the request with the inputs that were found. It checks right before sending that they are unchanged.</summary>
    /// <param name="beforeSending">Awaited when everything is ready to send.</param>
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
