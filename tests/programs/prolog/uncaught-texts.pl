% What is said of errors that nobody catches: the predicate that was called, and what was wrong, in the usual words.
% error:    open/3: source_sink `'/no/such'' does not exist (No such file or directory)
% error:    open/4: Domain error: `io_mode' expected, found `often'
% error:    see/1: source_sink `'/no/such'' does not exist (No such file or directory)
% error:    format/2: Format error: not enough arguments
% error:    format/3: stream `nowhere' does not exist
% error:    is/2: Arithmetic: `foo/0' is not a function
% error:    //2: Arithmetic: evaluation error: `zero_divisor'
% error:    length/2: Type error: `integer' expected, found `a' (an atom)
% error:    throw/1: Arguments are not sufficiently instantiated
% error:    retract/1: Arguments are not sufficiently instantiated
% error:    clause/2: No permission to access private_procedure `atom/1'
% error:    abolish/1: No permission to modify static procedure `atom/1'
% error:    current_op/3: Domain error: `operator_specifier' expected, found `foo'
% error:    get_char/2: No permission to read from output stream `user_output'
% error:    put_char/2: No permission to write to input stream `user_input'
% error:    delete_file/1: file `'/no/such'' does not exist (No such file or directory)
% error:    Unknown procedure: atom_length/1
% error:      However, there are definitions for:
% error:            atom_length/2
% error:            known/2
% error:    Type error: `list' expected, found `[a|b]' (a compound)
% error:    mine:p/1: Type error: `integer' expected, found `a' (an atom)
% error:    No permission to reuse alias "a": already taken
% error:    Goal (directive) failed: user:lists:none
% exit: 1
:- open('/no/such', read, _).
:- open(f, often, _, []).
:- see('/no/such').
:- format("~a ~a", [a]).
% expect: a after
:- write(after), nl.
:- format(nowhere, "~a", [a]).
:- X is foo + 1, write(X).
:- X is 1 / 0, write(X).
:- length(_, a).
:- throw(_).
:- retract(_).
:- clause(atom(_), _).
:- abolish(atom/1).
:- current_op(_, foo, _).
:- get_char(user_output, _).
:- put_char(user_input, a).
:- delete_file('/no/such').
:- atom_length(a).
known(1).
known(1, 2).
:- known.
:- must_be(list, [a|b]).
:- throw(error(type_error(integer, a), context(mine:p/1, _))).
:- throw(error(permission_error(open, source_sink, alias(a)), _)).
:- lists:none.
