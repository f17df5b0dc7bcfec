:- module(bank, [open_account/2, deposit/3, withdraw/2]).
:- use_module(library(lists)).
:- use_module(library(apply)).
:- dynamic account/2, log/1.
open_account(Name, Amount) :-
    must_be(nonneg, Amount),
    (   account(Name, _)
    ->  throw(error(permission_error(create, account, Name), _))
    ;   assertz(account(Name, Amount)), note(open(Name, Amount))
    ).
deposit(Name, Amount, New) :-
    must_be(positive_integer, Amount),
    (   retract(account(Name, Old)) -> true ; existence_error(account, Name) ),
    New is Old + Amount,
    assertz(account(Name, New)), note(deposit(Name, Amount)).
withdraw(Name, Amount) :-
    account(Name, Old),
    (   Old >= Amount
    ->  retract(account(Name, Old)), New is Old - Amount, assertz(account(Name, New)), note(withdraw(Name, Amount))
    ;   throw(insufficient(Name, Old, Amount))
    ).
transfer(A, B, N) :- catch(( withdraw(A, N), deposit(B, N, _) ), E, ( print_message(silent, E), note(failed(E)), fail )).
note(X) :- assertz(log(X)).
report :- forall(account(N, A), format("~w~t~12|~t~2d~10+~n", [N, A])), aggregate_all(sum(A), account(_, A), S), format("~`=t~22|~n~w~t~12|~t~2d~10+~n", [total, S]).
attempt(G) :- catch(( G -> writeln(ok) ; writeln(failed) ), E, ( message_text(E, T), writeln(T) )).
message_text(error(Formal, _), T) :- !, format(string(T), "error: ~p", [Formal]).
message_text(E, T) :- term_to_atom(E, T).
:- initialization(main).
main :- maplist(attempt, [open_account(ann, 10000), open_account(bob, 550), open_account(ann, 1), open_account(eve, -5), deposit(ann, 250, _), deposit(nobody, 1, _), deposit(ann, x, _), deposit(ann, _, _), withdraw(bob, 1000), transfer(ann, bob, 3000), transfer(bob, ann, 99999), withdraw(carl, 1)]), report,
  findall(X, log(X), L), length(L, N), nth1(N, L, Last), print(N-Last), nl, ( retract(log(_)), fail ; true ), \+ log(_), writeln(cleared).
% expect: ok
% expect: ok
% expect: error: permission_error(create,account,ann)
% expect: error: type_error(nonneg,-5)
% expect: ok
% expect: error: existence_error(account,nobody)
% expect: error: type_error(integer,x)
% expect: error: instantiation_error
% expect: insufficient(bob,550,1000)
% expect: ok
% expect: failed
% expect: failed
% expect: ann              72.50
% expect: bob              35.50
% expect: ======================
% expect: total           108.00
% expect: 6-failed(insufficient(bob,3550,99999))
% expect: cleared
