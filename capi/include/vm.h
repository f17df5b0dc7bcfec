/* The virtual machine for programs in C.
 *
 * A machine may be used by one thread at a time; different machines do not know of each other. Only vm_interrupt may be
 * called from any thread at any time. Values are handles: they keep what they stand for alive until vm_value_free.
 * A function that gives NULL or -1 has failed: vm_error_kind and vm_error_message of the machine tell why, until the next call.
 * Texts are UTF-8.
 */
#ifndef VM_H
#define VM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct vm_machine vm_machine;
typedef struct vm_value vm_value;
typedef struct vm_interrupter vm_interrupter;

/* What programs may use; 0 is the default of each. Fuel counts loop iterations and calls. */
typedef struct vm_limits {
    uint64_t fuel;
    uint64_t timeout_ms;
    uint64_t heap_bytes;
    uint64_t stack_bytes;
    uint64_t code_bytes;
} vm_limits;

typedef enum vm_kind {
    VM_OK = 0,
    VM_SYNTAX = 1,      /* the text is not a program */
    VM_UNCAUGHT = 2,    /* the program raised something that nobody caught: vm_error_value */
    VM_LIMIT = 3,       /* a limit was hit */
    VM_INTERRUPTED = 4, /* vm_interrupt */
    VM_EXIT = 5,        /* the program's own exit: vm_error_status */
    VM_IMAGE = 6,       /* an image was rejected */
    VM_USAGE = 7        /* what was asked for does not exist, or a value is of another type */
} vm_kind;

/* A new machine without languages; limits may be NULL. NULL: the system has no memory for it. */
vm_machine *vm_new(const vm_limits *limits);
/* Frees a machine; its values and interrupters may be freed later, but not used. NULL is ignored. */
void vm_free(vm_machine *machine);
/* Adds a language by its name ("scheme"): gives its number, or -1. */
int vm_add_language(vm_machine *machine, const char *name);

/* Runs a program; `name` stands in messages. */
vm_value *vm_eval(vm_machine *machine, int language, const char *name, const char *text);
/* The value of a toplevel variable. */
vm_value *vm_global(vm_machine *machine, int language, const char *name);
/* Calls a function. */
vm_value *vm_call(vm_machine *machine, int language, const vm_value *function, size_t count, const vm_value *const *arguments);

/* Values from C, and back. The latter are false if the value is of another type. */
vm_value *vm_from_int(vm_machine *machine, int64_t n);
vm_value *vm_from_double(vm_machine *machine, double d);
vm_value *vm_from_bool(vm_machine *machine, bool b);
vm_value *vm_from_text(vm_machine *machine, const char *text);
bool vm_to_int(vm_machine *machine, const vm_value *value, int64_t *n);
bool vm_to_double(vm_machine *machine, const vm_value *value, double *d);
bool vm_to_bool(vm_machine *machine, const vm_value *value, bool *b);
/* The characters of a string; NULL if it is none. To be freed with vm_text_free. */
char *vm_to_text(vm_machine *machine, const vm_value *value);
/* Any value as the language prints it; as it would stand in a program if `write`. To be freed with vm_text_free. */
char *vm_show(vm_machine *machine, int language, const vm_value *value, bool write);
void vm_text_free(char *text);
/* NULL is ignored. */
void vm_value_free(vm_value *value);

/* What the last call on this machine came to. The message lives until the next call. */
vm_kind vm_error_kind(const vm_machine *machine);
const char *vm_error_message(const vm_machine *machine);
/* Of VM_EXIT: the status. Otherwise 0. */
int vm_error_status(const vm_machine *machine);

/* A function of the host: gives a value, which the machine takes over, or NULL after vm_fail. It uses the machine that it is given,
 * and no longer than it runs; the arguments are lent. It must not free the machine. */
typedef vm_value *(*vm_function)(vm_machine *machine, void *data, size_t count, const vm_value *const *arguments);
/* Defines it. `params`: how many arguments it takes, -1 for any number. `data` is handed on; it must live as long as the machine.
 * Gives 0, or -1. */
int vm_define(vm_machine *machine, int language, const char *name, int params, vm_function function, void *data);
/* In a function of the host: what is raised in the program. */
void vm_fail(vm_machine *machine, const char *message);

/* Stops what the machine runs, from any thread. An interrupter may outlive its machine. */
vm_interrupter *vm_interrupter_new(vm_machine *machine);
void vm_interrupt(const vm_interrupter *interrupter);
void vm_interrupter_free(vm_interrupter *interrupter);

#ifdef __cplusplus
}
#endif

#endif
