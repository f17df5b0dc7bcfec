% Values separated by commas, and totals of them.
:- use_module(library(csv)). :- use_module(library(aggregate)).
main :- tmp_file(x, F0), atom_concat(F0, '.csv', F), setup_call_cleanup(open(F, write, S), format(S, "name,dept,salary~nAnn,IT,100~n\"Bob, Jr\",HR,80~nCid,IT,120.5~n", []), close(S)),
    csv_read_file(F, [H|Rows], [functor(emp), arity(3)]), print(H), nl, forall(member(emp(N,D,Sal), Rows), format("~w (~w): ~2f~n", [N,D,Sal])),
    findall(D-Sal, member(emp(_,D,Sal), Rows), Ps), keysort(Ps, Ks), group_pairs_by_key(Ks, Gs), forall(member(D-L, Gs), (sum_list(L, Su), length(L, Len), Av is Su/Len, format("~w ~w ~w~n", [D, Su, Av]))),
    csv_write_stream(user_output, [row(a,'b,c',"d\"e"),row(1,2.5,'')], []), csv_write_stream(user_output, [row(a,b)], [separator(0';)]), csv_read_file(F, R2, [skip_header(#), convert(false)]), print(R2), nl, forall(csv_read_file_row(F, R, [line(Ln)]), (print(Ln:R), nl)), delete_file(F).
:- initialization(main, main).
% expect: emp(name,dept,salary)
% expect: Ann (IT): 100.00
% expect: Bob, Jr (HR): 80.00
% expect: Cid (IT): 120.50
% expect: HR 80 80
% expect: IT 220.5 110.25
% expect: a,"b,c","d""e"
% expect: 1,2.5,
% expect: a;b
% expect: [row(name,dept,salary),row('Ann','IT','100'),row('Bob, Jr','HR','80'),row('Cid','IT','120.5')]
% expect: 1:row(name,dept,salary)
% expect: 2:row('Ann','IT',100)
% expect: 3:row('Bob, Jr','HR',80)
% expect: 4:row('Cid','IT',120.5)
