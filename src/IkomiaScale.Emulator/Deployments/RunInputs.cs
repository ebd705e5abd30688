using IkomiaScale.Emulator.Storage;
using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Deployments;

/// <summary>Opens the inputs of a request for the tasks.</summary>
internal sealed class RunInputs(ObjectStore objects, BlobStore blobs)
{
    public async Task<List<TaskInput>> ResolveAsync(IEnumerable<RequestedInput> inputs, CancellationToken cancellation)
    {
        var resolved = new List<TaskInput>();
        foreach (var input in inputs)
        {
            resolved.Add(input switch
            {
                { StoredUid: string uid } => await FindAsync(uid, input.DataType, cancellation),
                { Type: "image" } => TaskInput.OfImage(input.Body.GetBytesFromBase64()),
                _ => TaskInput.OfRaw(input.Type, input.Body),
            });
        }

        return resolved;
    }

    private async Task<TaskInput> FindAsync(string uid, string dataType, CancellationToken cancellation)
    {
        var stored = await objects.FindAsync(uid, cancellation)
            ?? throw new WorkflowFailedException($"The input cannot be read: there is no object with the uid '{uid}'.");
        return TaskInput.OfStored(stored, dataType, () => Open(stored));
    }

    private Stream Open(StoredObject stored)
    {
        try
        {
            return blobs.Open(stored.Content);
        }
        catch (IOException)
        {
            throw new WorkflowFailedException($"The input cannot be read: the object '{stored.Uid}' no longer exists.");
        }
    }
}
