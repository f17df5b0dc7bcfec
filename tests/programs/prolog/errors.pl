% Exceptions, and the errors of builtins.
e(G) :- catch((G -> write(yes) ; write(no)), error(E, _), print(E)), nl.
:- e(atom_length(_, _)).              % expect: instantiation_error
:- e(atom_length(abc, foo)).          % expect: type_error(integer,foo)
:- e(atom_length(abc, -1)).           % expect: domain_error(not_less_than_zero,-1)
:- e(functor(_, _, 3)).               % expect: instantiation_error
:- e(functor(_, foo, -1)).            % expect: domain_error(not_less_than_zero,-1)
:- e(functor(_, foo(a), 1)).          % expect: type_error(atomic,foo(a))
:- e(arg(x, f(a), _)).                % expect: type_error(integer,x)
:- e(arg(1, a, _)).                   % expect: type_error(compound,a)
:- e(_ =.. [foo|bar]).                % expect: type_error(list,[foo|bar])
:- e(_ =.. []).                       % expect: domain_error(non_empty_list,[])
:- e(_ is foo + 1).                   % expect: type_error(evaluable,foo/0)
:- e(_ is 1 / 0).                     % expect: evaluation_error(zero_divisor)
:- e(_ is 1 + _).                     % expect: instantiation_error
:- e(_ is 1.5 mod 2).                 % expect: type_error(integer,1.5)
:- e(call(1)).                        % expect: type_error(callable,1)
:- e(call((fail, 1))).                % expect: type_error(callable,(fail,1))
:- e(call(_)).                        % expect: instantiation_error
:- e(undefined_predicate(1)).         % expect: existence_error(procedure,undefined_predicate/1)
:- e(assertz((foo :- 4))).            % expect: type_error(callable,4)
:- e(assertz(atom(_))).               % expect: permission_error(modify,static_procedure,atom/1)
:- e(number_codes(_, "3x")).          % expect: syntax_error(illegal_number)
:- e(char_code(_, _)).                % expect: instantiation_error
:- e(op(1201, xfx, foo)).             % expect: domain_error(operator_priority,1201)
:- e(op(30, xfx, ',')).               % expect: permission_error(modify,operator,',')
:- e(throw(error(mine, _))).          % expect: mine
:- e(succ(_, 0)).                     % expect: no
:- e(atom_codes(_, _)).               % expect: instantiation_error
:- catch(throw(f(_)), f(X), (X = 1, print(caught(X)))), nl. % expect: caught(1)
:- catch((member(X, [1,2,3]), X > 1, throw(found(X))), found(Y), (print(Y), nl)). % expect: 2
p(0) :- throw(deep).
p(N) :- M is N - 1, p(M), true.
:- catch(p(1000), deep, (write(unwound), nl)). % expect: unwound
% A catch whose goal has been left takes nothing any more.
q :- catch(member(_, [1,2]), _, write(wrong)), throw(later).
:- catch(q, E, (print(E), nl)).       % expect: later
% Bindings made by the goal are undone.
:- catch((X = 1, throw(x)), x, (var(X) -> write(unbound) ; write(bound))), nl. % expect: unbound
:- catch(catch(throw(a), b, true), a, write(outer)), nl. % expect: outer
:- catch(catch(throw(f(_,c)), f(a,b), true), f(X,_), ( var(X) -> write(unbound) ; write(bound) )), nl. % expect: unbound

% Where an error was: of arithmetic the goal that evaluates, or the function that has no value; of builtins written in Prolog them too.
:- dynamic(wrong/1).
c(G) :- catch(G, error(E, C), ( C = context(P, M) -> true ; P = C, M = none )), ( var(M) -> writeq(E-P) ; writeq(E-P-M) ), nl.
:- c(_ is foo + 1).             % expect: type_error(evaluable,foo/0)-(system:(is)/2)
:- c(_ is _ + 1).               % expect: instantiation_error-(system:(is)/2)
:- c(_ is 1.5 mod 2).           % expect: type_error(integer,1.5)-(system:(mod)/2)
:- c(_ is 1 / 0).               % expect: evaluation_error(zero_divisor)-(system:(/)/2)
:- c(_ is 1.0e308 * 10).        % expect: evaluation_error(float_overflow)-(system:(*)/2)
:- X = a, c(X < 1).             % expect: type_error(evaluable,a/0)-(system:(<)/2)
:- X = a, c(X > 1).             % expect: type_error(evaluable,a/0)-(system:(>)/2)
:- X = a, c(1 >= X + 1).        % expect: type_error(evaluable,a/0)-(system:(>=)/2)
:- X = 2 mod 0, c(X =\= 1).     % expect: evaluation_error(zero_divisor)-(system:(mod)/2)
:- c(arg(x, f(a), _)).          % expect: type_error(integer,x)-(system:arg/3)
:- c(between(1, a, _)).         % expect: type_error(integer,a)-(system:between/3)
:- c(op(1201, xfx, foo)).       % expect: domain_error(operator_priority,1201)-(system:op/3)
:- c(format("~a", [])).         % expect: format('not enough arguments')-(system:format/2)
:- c(open('/there/is/none', read, _)). % expect: existence_error(source_sink,'/there/is/none')-(system:open/3)-'No such file or directory'
half(X, Y) :- Y is X // 2.
:- c(half(a, _)).               % expect: type_error(evaluable,a/0)-(system:(is)/2)
:- c(half(1.0, _)).             % expect: type_error(integer,1.0)-(system:(//)/2)
small(X) :- ( X > 3 -> fail ; true ).
:- c(small(_)).                 % expect: instantiation_error-(system:(>)/2)
:- forall(between(1, 200, I), half(I, _)), c(half("ab", _)). % expect: type_error(evaluable,"ab")-(system:(is)/2)
