% Tables with columns, all directives of format/2, aggregates.
:- use_module(library(aggregate)). :- use_module(library(pairs)). :- use_module(library(apply)). :- use_module(library(yall)).
sale(north, apples, 10, 1.25). sale(south, apples, 7, 1.3). sale(north, pears, 3, 2.0). sale(east, plums, 12, 0.75). sale(south, pears, 20, 1.95). sale(east, apples, 1, 1.5).
line(L) :- format("~`-t~*|~n", [L]).
main :-
    format("~w~t~10|~w~t~10+~t~w~8+~t~w~10+~n", [region, item, qty, total]), line(38),
    forall(sale(R, I, Q, P), ( T is Q * P, format("~w~t~10|~w~t~10+~t~d~8+~t~2f~10+~n", [R, I, Q, T]) )), line(38),
    aggregate_all(sum(Q*P), sale(_, _, Q, P), Sum), aggregate_all(count, sale(_, _, _, _), N), format("~a~t~10|~t~d~18+~t~2f~10+~n", [total, N, Sum]),
    forall(aggregate(r(sum(Q), max(Q), bag(I)), P^sale(R, I, Q, P), X), (print(R-X), nl)),
    findall(R-T, ( sale(R, _, Q, P), T is Q * P ), Ps0), keysort(Ps0, Ps), group_pairs_by_key(Ps, Gs), maplist([K-Vs, K-S]>>sum_list(Vs, S), Gs, Ss),
    transpose_pairs(Ss, Ts), reverse(Ts, Rs), forall(member(V-K, Rs), format("~p: ~4f~n", [K, V])),
    format("~e ~4e ~g ~3g~n", [3.14, 2.5, 0.1, 1.0e10]), format("~D ~2d ~0d ~1d~n", [1234567, 314, 5, 5]), format("~8|abc~t~w~20|def~n", [x]),
    format("~c~c~3c~n", [104, 105, 33]), format("~8r ~16r ~8R ~16R ~36r~n", [64, 255, 64, 255, 123456]), format("~q ~a ~w~n", ['A b', 'A b', 'A b']),
    format("~i~w~n", [skipped, shown]), format("~*c~w~n", [3, 0'x, y]), format("~s and ~s~n", [`abc`, "def"]), format("~ic~n", [a]), format("~~ ~n"),
    format("~t~w~10|~n", [right]), format("~t~w~t~11|~n", [mid]), format("~`*t~t~20|~n"), format("~w~30|~w~n", [a,b]), format("~t~s~10+~t~s~10+~n", [`ab`, `cd`]),
    format("~2e ~0e ~0f ~1f~n", [12345.678, 2.5, 2.5, 0.05]), format("~a~n", ["str"]), format("~p ~k~n", ['$VAR'(3), 'X'+1]),
    format("no args~n", []), format("one ~w~n", one), catch(format("~w ~w~n", [a]), error(E, _), (print(E), nl)), catch(format("~d~n", [a]), error(E2, _), (print(E2), nl)), catch(format("~y~n", [a]), error(E3, _), (print(E3), nl)), catch(format("~a~n", [f(x)]), error(E4, _), (print(E4), nl)), catch(format("x~n", [a]), error(E5, _), (print(E5), nl)),
    format("~I ~3I~n", [1234567, 1234]), format("~W~n", ['$VAR'(1)+'A', [quoted(true), numbervars(true)]]), format(atom(A), "~w-~w", [a, b]), print(A), nl,
    with_output_to(string(S), forall(member(X, [1,2,3]), (write(X), write(' ')))), string_length(S, SL), print(S-SL), nl,
    sformat_test, format("~ncolumn~30|x~n~`xt~30|~n", []), format("~d~n", [12345678901234567890]), format("~D~n", [12345678901234567890]), format("~10d~n", [5]), format("~15|~w~n",[abc]), format("~w~t~w~15|~w~n",[a,b,c]).
sformat_test :- format("[~w]~t~20|[~w]~n", [abc, def]), format("~ta~t~tb~20|c~n", []).
:- initialization(main).
% expect: region    item           qty     total
% expect: --------------------------------------
% expect: north     apples          10     12.50
% expect: south     apples           7      9.10
% expect: north     pears            3      6.00
% expect: east      plums           12      9.00
% expect: south     pears           20     39.00
% expect: east      apples           1      1.50
% expect: --------------------------------------
% expect: total                      6     77.10
% expect: east-r(13,12,[plums,apples])
% expect: north-r(13,10,[apples,pears])
% expect: south-r(27,20,[apples,pears])
% expect: south: 48.1000
% expect: north: 18.5000
% expect: east: 10.5000
% expect: 3.140000e+00 2.5000e+00 0.1 1e+10
% expect: 1,234,567 3.14 5 0.5
% expect:         abc        xdef
% expect: hi!!!
% expect: 100 ff 100 FF 2n9c
% expect: 'A b' A b A b
% expect: shown
% expect: xxxy
% expect: abc and def
% expect: c
% expect: ~ 
% expect:      right
% expect:     mid    
% expect: **********          
% expect: a                             b
% expect:         ab        cd
% expect: 1.23e+04 2e+00 2 0.1
% expect: str
% expect: D +('X',1)
% expect: no args
% expect: one one
% expect: a format('not enough arguments')
% expect: type_error(evaluable,a/0)
% expect: existence_error(format_character,y)
% expect: format_argument_type(a,f(x))
% expect: x
% expect: format('too many arguments')
% expect: 1_234_567 1_234
% expect: B+'A'
% expect: 'a-b'
% expect: "1 2 3 "-6
% expect: [abc]               [def]
% expect:       a            bc
% expect: 
% expect: column                        x
% expect: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
% expect: 12345678901234567890
% expect: 12,345,678,901,234,567,890
% expect: 0.0000000005
% expect:                abc
% expect: a             bc
