/** The part of WebAssembly (W3C, WebAssembly JavaScript Interface) that is used here; the types of Node do not have it. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array)
    private readonly module: true
  }
  class Instance {
    constructor(module: Module, imports: object)
    readonly exports: object
  }
  class Memory<Shared extends boolean = false> {
    constructor(pages: { readonly initial: number; readonly maximum: number; readonly shared?: Shared })
    readonly buffer: Shared extends true ? SharedArrayBuffer : ArrayBuffer
    /** Adds pages of 65,536 bytes. */
    grow(pages: number): void
  }
  function compile(bytes: Uint8Array): Promise<Module>
  function validate(bytes: Uint8Array): boolean
}
