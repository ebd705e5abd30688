using IkomiaScale.Emulator.Tasks;

namespace IkomiaScale.Emulator.Handlers;

/// <summary>Adds the handler that the options name, if they name one.</summary>
internal static class HandlerServices
{
    public static void AddHandler(this IServiceCollection services, EmulatorOptions options)
    {
        IHandlerChannel? channel = options switch
        {
            { Handler: { } command } => new HandlerProcess(command),
            { HandlerPipe: { } name } => new HandlerPipe(name),
            _ => null,
        };
        if (channel is not null)
        {
            // Made by a factory, so that it is disposed of with the other services.
            services.AddSingleton<ITaskHandler>(_ => new TaskHandler(channel, options.HandlerTimeout));
        }
    }
}
